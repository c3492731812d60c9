import { describe, expect, test } from "vitest";
import type { RefusalCode } from "@/domain/refusal";
import { letDueHappen } from "./due";
import { ask, omar, play, readDrill, rita, shiftSetup, START_MS, startEx, type Step } from "./given";
import type { DrillCommand } from "./schema";
import type { Drill } from "./state";
import { viewFor } from "@/domain/view/view";

const MINUTE = 60_000;

const act = (
  actionId: string,
  unitIds: string[],
  incident?: number,
): Extract<DrillCommand, { type: "TakeAction" }> => ({
  type: "TakeAction",
  actionId,
  unitIds,
  note: "",
  ...(incident === undefined ? {} : { incident }),
});
const at = (afterMs: number, command: DrillCommand, by: Step["by"] = rita): Step => ({
  afterMs,
  by,
  command,
});
const accepted = at(20_000, act("accept", [], 1));

/** The drill at a time after StartEx, when these steps were taken. */
function drillAfter(atMs: number, ...steps: Step[]): Drill {
  const drill = readDrill(play([startEx, ...steps], shiftSetup));
  letDueHappen(drill, atMs, START_MS + atMs);
  return drill;
}

function statusOf(drill: Drill, unitId: string): string | undefined {
  const view = viewFor(drill, { kind: "side", side: "responder", lane: 1 });
  return view.kind === "side" ? view.units.find(({ id }) => id === unitId)?.status : undefined;
}

function refusalOf(drill: Drill, atMs: number, command: DrillCommand): RefusalCode | "allowed" {
  const { decided } = ask(drill, rita, command, START_MS + atMs);
  return decided instanceof Error && "code" in decided ? (decided.code as RefusalCode) : "allowed";
}

describe("a crew whose shift is not on duty", () => {
  test("shows as off duty to its own side", () => {
    expect(statusOf(drillAfter(MINUTE), "car-3")).toBe("off-duty");
    expect(statusOf(drillAfter(MINUTE), "car-1")).toBe("idle");
  });
  test("cannot be sent", () => {
    const drill = drillAfter(MINUTE, accepted);
    expect(refusalOf(drill, MINUTE, act("dispatch", ["car-3"], 1))).toBe("unit-off-duty");
    expect(refusalOf(drill, MINUTE, act("dispatch", ["car-2"], 1))).toBe("allowed");
  });
  test("comes on duty when its shift takes over, and the shift before goes off", () => {
    const drill = drillAfter(10 * MINUTE, accepted);
    expect(statusOf(drill, "car-3")).toBe("idle");
    expect(statusOf(drill, "car-1")).toBe("off-duty");
    expect(refusalOf(drill, 10 * MINUTE, act("dispatch", ["car-3"], 1))).toBe("allowed");
  });
  test("is on duty in every shift when it belongs to none", () => {
    expect(statusOf(drillAfter(10 * MINUTE), "car-2")).toBe("idle");
  });
});

describe("a crew at work when its shift ends", () => {
  const sent = at(30_000, act("dispatch", ["car-1"], 1));

  test("stays on duty on the scene and can still act", () => {
    const drill = drillAfter(11 * MINUTE, accepted, sent);
    expect(statusOf(drill, "car-1")).toBe("on-scene");
    expect(refusalOf(drill, 11 * MINUTE, act("cordon", ["car-1"], 1))).toBe("allowed");
  });
  test("is off duty once it is back at its station", () => {
    const home = at(11 * MINUTE, act("go-home", ["car-1"]));
    expect(statusOf(drillAfter(11 * MINUTE + 1, accepted, sent, home), "car-1")).toBe("returning");
    expect(statusOf(drillAfter(20 * MINUTE, accepted, sent, home), "car-1")).toBe("off-duty");
  });
});

describe("calling crews in", () => {
  const called = at(MINUTE, act("on-call", ["car-3"]));

  test("brings a crew on duty when its time is over, not before", () => {
    expect(statusOf(drillAfter(2 * MINUTE - 1, called), "car-3")).toBe("off-duty");
    expect(statusOf(drillAfter(2 * MINUTE, called), "car-3")).toBe("idle");
  });
  test("does not let the crew be sent, or called a second time, while it is on its way in", () => {
    const drill = drillAfter(90_000, accepted, called);
    expect(refusalOf(drill, 90_000, act("dispatch", ["car-3"], 1))).toBe("unit-off-duty");
    expect(refusalOf(drill, 90_000, act("on-call", ["car-3"]))).toBe("unit-busy");
  });
  test("is refused for a crew that is on duty", () => {
    expect(refusalOf(drillAfter(MINUTE), MINUTE, act("on-call", ["car-1"]))).toBe("unit-on-duty");
  });
  test("lasts until the next change of shift", () => {
    // Called in after its own shift has ended, car-1 works through the second shift, but not the third.
    const drill = drillAfter(13 * MINUTE, at(11 * MINUTE, act("on-call", ["car-1"])));
    expect(statusOf(drill, "car-1")).toBe("idle");
    letDueHappen(drill, 6 * 60 * MINUTE, START_MS);
    expect(statusOf(drill, "car-1")).toBe("off-duty");
  });
});

describe("an action that needs equipment", () => {
  test("is refused to crews that do not carry it, and done by those that do", () => {
    const both = at(11 * MINUTE, act("dispatch", ["car-2", "car-3"], 1));
    const drill = drillAfter(20 * MINUTE, accepted, both);
    expect(refusalOf(drill, 20 * MINUTE, act("measure", ["car-2"], 1))).toBe("equipment-needed");
    expect(refusalOf(drill, 20 * MINUTE, act("measure", ["car-2", "car-3"], 1))).toBe("allowed");
  });
});

describe("the traffic a side knows of", () => {
  const view = (drill: Drill, side: "responder" | "opposition") => {
    const seen = viewFor(drill, { kind: "side", side, lane: 1 });
    return seen.kind === "side" ? seen.congestion : undefined;
  };
  const blocked = at(25_000, act("op-block", []), omar);

  test("leaves out a road the opposition blocked, until a crew sets out into it", () => {
    const before = drillAfter(26_000, accepted, blocked);
    expect(before.lanes[0]?.congestion).toBe(2);
    expect(view(before, "responder")).toBe(1);
    const after = drillAfter(31_000, accepted, blocked, at(30_000, act("dispatch", ["car-1"], 1)));
    expect(view(after, "responder")).toBe(2);
  });
  test("is nothing to the opposition, which has no crews", () => {
    expect(view(drillAfter(26_000, accepted, blocked), "opposition")).toBeNull();
  });
});

test("what the opposition sees does not change when the responder's shifts do", () => {
  const seen = (drill: Drill) =>
    JSON.stringify(viewFor(drill, { kind: "side", side: "opposition", lane: 1 }));
  expect(seen(drillAfter(10 * MINUTE))).toBe(seen(drillAfter(10 * MINUTE - 1)));
});
