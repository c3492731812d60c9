import { describe, expect, it } from "vitest";
import { drillOn } from "./testing";

/** What each starter is about, played through the engine: what the two sides do is what makes the difference. */

describe("two calls from one square", () => {
  /** Both calls taken, one crew south, one north. */
  function bothAttended() {
    const drill = drillOn("two-calls");
    drill.at(0.4, "accept", "brawl");
    drill.at(0.5, "dispatch", "brawl", { units: ["u-103"] });
    drill.at(0.9, "accept", "robbery");
    drill.at(1, "dispatch", "robbery", { units: ["u-101", "u-102"] });
    drill.at(1.1, "request-feed", "brawl", { targetId: "cam-square" });
    return drill;
  }

  it("shows on the high camera that one of them is false, and lets it be closed while the real one goes on", () => {
    const drill = bothAttended();
    drill.wait(2.7);
    expect(drill.knows("f-decoy")).toBe(true);
    expect(drill.knows("f-rider")).toBe(true);
    drill.at(2.8, "walk-north", "brawl", { units: ["u-103"] });
    drill.at(3.2, "accept", "robbery-again");
    drill.at(3.3, "merge", "robbery", { other: "robbery-again" });
    drill.at(5, "under-control", "brawl");
    drill.at(5.1, "close", "brawl");
    const short = drill.end(45, "P").short.map((line) => line.split(":")[0]);
    for (const item of ["p-nowait", "p-both", "p-verify", "p-merge", "p-close"]) {
      expect(short, item).not.toContain(item);
    }
  });

  it("stops the rider at the checkpoint he rides up to, and he ends in custody", () => {
    const drill = bothAttended();
    drill.at(3, "checkpoint", undefined, { units: ["u-501", "u-502"], targetId: "toll-north" });
    drill.wait(19);
    expect(drill.standing("rider")).toBe("at-large");
    drill.wait(20);
    expect(drill.noticed()).toContain("rider");
    expect(drill.standing("rider")).toBe("located");
    drill.at(20.2, "intercept", undefined, { units: ["u-501", "u-502"], targetId: "rider" });
    drill.rules(20.4, "intercept", "success");
    drill.at(23, "detain", undefined, { units: ["u-501"], targetId: "rider" });
    drill.wait(26);
    expect(drill.standing("rider")).toBe("in-custody");
  });

  it("lets him off the island where nobody stands at the toll", () => {
    const drill = bothAttended();
    drill.wait(31);
    expect(drill.standing("rider")).toBe("gone");
  });

  it("finds the false caller in the crowd by searching, unless he has slipped out", () => {
    const stays = bothAttended();
    stays.at(3, "search", "brawl", { units: ["u-103"] });
    stays.wait(8.1);
    expect(stays.standing("caller")).toBe("located");

    const slips = bothAttended();
    slips.opposes(3, "op-slip-away");
    slips.at(16, "search", "brawl", { units: ["u-103"] });
    slips.wait(22);
    expect(slips.standing("caller")).toBe("at-large");
    // Whoever walks past crews and a watched camera is seen on the way all the same.
    expect(slips.noticed()).toContain("caller");
  });

  it("lets a crowd that is steadied in time resist a rush, and one that is not be crushed", () => {
    const hurt = (steadied: boolean) => {
      const drill = bothAttended();
      drill.opposes(3, "op-crackers");
      drill.opposes(4, "op-start-rush");
      const heard = drill.noticed().indexOf("op-start-rush") + 1;
      expect(heard).toBeGreaterThan(0);
      if (steadied) drill.at(4.3, "steady-crowd", "robbery", { units: ["u-102"], counters: heard });
      drill.rules(5.5, "op-start-rush", steadied ? "failure" : "success");
      drill.opposes(7, "op-crackers");
      drill.opposes(8, "op-second-call");
      drill.wait(20);
      return drill.gauge("hurt")?.value;
    };
    expect(hurt(true)).toBe(1);
    expect(hurt(false)).toBeGreaterThan(4);
  });

  it("costs the injured woman dear when everybody goes north", () => {
    const danger = (crews: { north: string[]; south: string[] }) => {
      const drill = drillOn("two-calls");
      drill.at(0.4, "accept", "brawl");
      drill.at(0.5, "dispatch", "brawl", { units: crews.north });
      drill.at(0.9, "accept", "robbery");
      if (crews.south.length > 0) {
        drill.at(1, "dispatch", "robbery", { units: crews.south });
        drill.at(1.2, "notify-agency", "robbery", { targetId: "hospital" });
        drill.at(2.5, "first-aid", "robbery", { units: crews.south });
      }
      return drill.end(45, "P").short.find((line) => line.startsWith("o-victim"));
    };
    expect(danger({ north: ["u-102"], south: ["u-101"] })).toBeUndefined();
    expect(danger({ north: ["u-101", "u-102"], south: [] })).toContain("None");
  });
});

describe("the drunk man", () => {
  function gone() {
    const drill = drillOn("drunk-man");
    drill.at(0.4, "accept", "main");
    drill.at(0.6, "dispatch", "main", { units: ["u-101", "u-102"] });
    drill.wait(5);
    expect(drill.delivered("env-flee")).toBe(true);
    drill.at(5.5, "canvass", "main", { units: ["u-101"] });
    drill.wait(11);
    expect(drill.isReported("cafe")).toBe(true);
    return drill;
  }

  it("finds him in the café's toilet when a crew goes there and looks room by room", () => {
    const drill = gone();
    drill.at(11.4, "accept", "cafe");
    drill.at(11.5, "dispatch", "cafe", { units: ["u-102"] });
    drill.at(16, "check-venues", "cafe", { units: ["u-102"] });
    drill.wait(20.1);
    expect(drill.standing("drunk")).toBe("located");
    expect(drill.delivered("radio-found")).toBe(true);
    drill.at(20.5, "aid-drunk", "cafe", { units: ["u-102"] });
    drill.at(23, "restrain-sober", "cafe", { units: ["u-102"] });
    drill.rules(23.5, "restrain-sober", "success");
    drill.wait(26);
    expect(drill.standing("drunk")).toBe("in-custody");
  });

  it("finds nobody there when he has doubled back, and then points to where he went", () => {
    const drill = gone();
    drill.opposes(11.2, "op-market");
    drill.at(11.4, "accept", "cafe");
    drill.at(11.5, "dispatch", "cafe", { units: ["u-102"] });
    drill.at(16, "check-venues", "cafe", { units: ["u-102"] });
    drill.wait(21);
    expect(drill.standing("drunk")).toBe("at-large");
    expect(drill.delivered("radio-not-there")).toBe(true);
    drill.at(21.3, "accept", "market");
    drill.at(21.5, "dispatch", "market", { units: ["u-102"] });
    drill.at(25, "check-venues", "market", { units: ["u-102"] });
    drill.wait(29.5);
    expect(drill.standing("drunk")).toBe("located");
  });
});

describe("the unpaid workers", () => {
  it("answers a rush at the door by standing between, and the shove that is not answered hurts somebody", () => {
    const hurt = (answered: boolean) => {
      const drill = drillOn("unpaid-workers");
      drill.at(0.4, "accept", "main");
      drill.at(0.6, "dispatch", "main", { units: ["u-301", "u-302"] });
      drill.wait(6);
      drill.opposes(6.5, "op-press-door");
      const heard = drill.noticed().indexOf("op-press-door") + 1;
      expect(heard).toBeGreaterThan(0);
      if (answered) drill.at(7, "stand-between", "main", { units: ["u-301"], counters: heard });
      drill.rules(8, "op-press-door", answered ? "failure" : "success");
      drill.wait(9);
      return drill.gauge("hurt")?.value;
    };
    expect(hurt(true)).toBe(0);
    expect(hurt(false)).toBe(1);
  });

  it("takes a claim of control at face value, and calls again where it was not so", () => {
    const claimed = (tension: "calm" | "heated") => {
      const drill = drillOn("unpaid-workers");
      drill.at(0.4, "accept", "main");
      drill.at(0.6, "dispatch", "main", { units: ["u-301", "u-302"] });
      drill.wait(6);
      if (tension === "heated") {
        drill.opposes(6.2, "op-chant");
        drill.opposes(7.4, "op-chant");
        drill.opposes(8.6, "op-chant");
      } else {
        drill.at(6.2, "elect-reps", "main", { units: ["u-301"] });
      }
      drill.at(10, "under-control", "main", { units: ["u-301"] });
      drill.wait(10.1);
      const before = drill.gauge("opinion")?.value ?? 0;
      drill.wait(12.1);
      return {
        again: drill.delivered("call-not-settled"),
        cost: (drill.gauge("opinion")?.value ?? 0) > before,
      };
    };
    expect(claimed("heated")).toEqual({ again: true, cost: true });
    expect(claimed("calm").again).toBe(false);
  });

  it("saves the wage records that are secured before they are torn up", () => {
    const proof = (secured: boolean) => {
      const drill = drillOn("unpaid-workers");
      drill.at(0.4, "accept", "main");
      drill.at(0.6, "dispatch", "main", { units: ["u-301", "u-302"] });
      if (secured) drill.at(6, "secure-payroll", "main", { units: ["u-301"] });
      drill.opposes(11, "op-destroy-evidence", { targetId: "developer-office" });
      drill.rules(12, "op-destroy-evidence", "success");
      drill.wait(15);
      return drill.gauge("proof")?.value ?? 0;
    };
    expect(proof(true)).toBeGreaterThan(85);
    expect(proof(false)).toBeLessThan(60);
  });
});

describe("the smell of gas", () => {
  it("sets off what has gathered by a spark, and nothing while there is little", () => {
    const flashes = (sparkAt: number) => {
      const drill = drillOn("gas-smell");
      drill.opposes(sparkAt, "op-light-up");
      drill.rules(sparkAt + 0.3, "op-light-up", "success");
      drill.wait(sparkAt + 3);
      return drill.delivered("radio-flash");
    };
    expect(flashes(2)).toBe(false);
    expect(flashes(14)).toBe(true);
  });

  it("counts an error of the crews' own as a spark too", () => {
    const drill = drillOn("gas-smell");
    drill.at(0.4, "accept", "gas");
    drill.at(0.6, "dispatch", "gas", { units: ["u211"] });
    drill.at(12, "doorbell-round", "gas", { units: ["u211"] });
    drill.wait(15.5);
    expect(drill.delivered("radio-flash")).toBe(true);
    expect(drill.gauge("hurt")?.value).toBeGreaterThan(0);
  });

  it("loses households to whoever takes people back in, unless the doors are held", () => {
    const out = (held: boolean) => {
      const drill = drillOn("gas-smell");
      drill.at(0.4, "accept", "gas");
      drill.at(0.6, "dispatch", "gas", { units: ["u211", "u212"] });
      drill.at(5.5, "evacuate", "gas", { units: ["u212"] });
      drill.opposes(16, "op-go-back");
      const heard = drill.noticed().indexOf("op-go-back") + 1;
      expect(heard).toBeGreaterThan(0);
      if (held) drill.at(16.5, "hold-doors", "gas", { units: ["u211"], counters: heard });
      drill.rules(17.5, "op-go-back", held ? "failure" : "success");
      drill.wait(20);
      return drill.gauge("evacuated")?.value;
    };
    expect(out(true)).toBe(22);
    expect(out(false)).toBe(17);
  });
});

describe("the phone shop", () => {
  it("catches the car at the toll it drives up to, and loses it where nobody stands", () => {
    const ends = (manned: boolean) => {
      const drill = drillOn("phone-shop");
      drill.at(0.4, "accept", "burglary");
      if (manned) drill.at(12, "checkpoint", undefined, { units: ["u501", "u301"], targetId: "toll-north" });
      drill.wait(33);
      expect(drill.standing("lead")).toBe("at-large");
      drill.wait(34);
      if (manned) {
        expect(drill.noticed()).toContain("lead");
        drill.at(34.2, "intercept", "toll-stop", { units: ["u501"], targetId: "lead" });
        drill.rules(34.4, "intercept", "success");
        drill.at(37, "detain", "toll-stop", { units: ["u501"], targetId: "lead" });
      }
      drill.wait(40);
      return drill.standing("lead");
    };
    expect(ends(true)).toBe("in-custody");
    expect(ends(false)).toBe("gone");
  });

  it("lets a struggle at the car lower the odds of stopping it", () => {
    const drill = drillOn("phone-shop");
    drill.at(0.4, "accept", "burglary");
    drill.at(12, "checkpoint", undefined, { units: ["u501"], targetId: "toll-north" });
    drill.at(34.2, "intercept", "toll-stop", { units: ["u501"], targetId: "lead" });
    drill.opposes(34.4, "op-resist", { targetId: "lead", counters: drill.oppositionNoticed().length });
    drill.rules(34.6, "intercept", "failure");
    drill.wait(37);
    expect(drill.standing("lead")).not.toBe("intercepted");
  });

  it("reads the plate out of the picture once the camera has been asked for and the analysts too", () => {
    const drill = drillOn("phone-shop");
    drill.at(0.4, "accept", "burglary");
    drill.at(1, "request-feed", "burglary", { targetId: "cam-dongmen-1" });
    drill.at(3, "request-analysis", "burglary");
    drill.wait(7.5);
    expect(drill.knows("f-van")).toBe(true);
    expect(drill.knows("f-plate")).toBe(false);
    drill.wait(8.5);
    expect(drill.knows("f-plate")).toBe(true);
  });

  it("stops the boat to the small island only by boat", () => {
    const ends = (chased: boolean) => {
      const drill = drillOn("phone-shop");
      drill.at(0.4, "accept", "burglary");
      drill.at(1, "request-feed", "burglary", { targetId: "cam-terminal" });
      drill.opposes(5.2, "op-slip-away");
      drill.wait(8);
      if (drill.standing("lookout") !== "at-large") throw new Error("He did not slip away.");
      drill.wait(13);
      expect(drill.where("lookout")).toBe("ferry-terminal");
      drill.opposes(13.2, "op-boat");
      drill.wait(14);
      expect(drill.noticed()).toContain("skipper");
      if (chased) {
        drill.at(15, "intercept", undefined, { units: ["u701"], targetId: "skipper" });
        // It is ruled on when they come alongside.
        drill.rules(28.5, "intercept", "success");
      }
      drill.wait(40);
      return drill.standing("lookout");
    };
    expect(ends(true)).toBe("intercepted");
    expect(ends(false)).toBe("gone");
  });
});
