import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ask, carol, eve, plannedEvents, readDrill, rita, START_MS, testSetup } from "@/domain/drill/given";
import type { DrillCommand, Participant, Setup } from "@/domain/drill/schema";
import { Ground } from "@/domain/ground/schema";
import { Policy } from "@/domain/policy/schema";
import { Scenario } from "@/domain/scenario/schema";
import { scoreCard } from "@/domain/scoring/score-card";

const folder = import.meta.dirname;

function readJson(...name: string[]): unknown {
  return JSON.parse(readFileSync(path.join(folder, ...name), "utf8"));
}

const ground = Ground.parse(readJson("ground", "lanzhou-island.geojson"));
const policy = Policy.parse(readJson("policies", "standard-1358.json"));

/** A drill on a starter scenario, with hands to play it by. A refusal fails the test. */
function drillOn(scenarioId: string) {
  const scenario = Scenario.parse(readJson("scenarios", `${scenarioId}.json`));
  const setup: Setup = { ...testSetup, scenario, scenarioId, ground, policy };
  const drill = readDrill(plannedEvents(setup));
  const send = (atMinutes: number, by: Participant, command: DrillCommand) => {
    const { decided } = ask(drill, by, command, START_MS + Math.round(atMinutes * 60_000));
    if (decided instanceof Error) {
      throw new Error(`${JSON.stringify(command)} at ${atMinutes} min: ${decided.message}`);
    }
  };
  const lane = () => {
    const first = drill.lanes[0];
    if (!first) throw new Error("The drill has no lane.");
    return first;
  };
  send(0, carol, { type: "StartDrill", rate: 1 });
  return {
    /** The responder takes an action: `at(3, "accept", "gas")`. */
    at(
      minutes: number,
      actionId: string,
      incidentId?: string,
      more: { units?: string[]; targetId?: string; other?: string; priority?: 1 | 2 | 3 } = {},
    ) {
      // What falls due first may be what reports the incident.
      send(minutes, carol, { type: "TakeNote", lane: 1, text: actionId, observedAtMs: null });
      const number = (id: string) => {
        const incident = lane().incidents[id];
        if (!incident) throw new Error(`${id} is not reported at ${minutes} min`);
        return incident.number;
      };
      send(minutes, rita, {
        type: "TakeAction",
        actionId,
        unitIds: more.units ?? [],
        note: "x",
        ...(incidentId === undefined ? {} : { incident: number(incidentId) }),
        ...(more.other === undefined ? {} : { otherIncident: number(more.other) }),
        ...(more.targetId === undefined ? {} : { targetId: more.targetId }),
        ...(more.priority === undefined ? {} : { priority: more.priority, category: "x" }),
      });
    },
    decide(minutes: number, decisionId: string, optionId: string) {
      send(minutes, rita, { type: "Decide", decisionId, optionId, reason: "x" });
    },
    /** EndEx, with every judgement rated; the score card's lines that fell short, and its total. */
    end(minutes: number, rating: "P" | "U") {
      send(minutes, carol, { type: "EndDrill", how: "ended", reason: "" });
      for (const item of scenario.items) {
        if (item.kind === "judgement" && item.side === "responder") {
          send(minutes, eve, { type: "RateItem", lane: 1, itemId: item.id, rating, note: "" });
        }
      }
      send(minutes, eve, { type: "SubmitEvaluation", lane: 1 });
      const card = scoreCard(drill, lane(), "responder");
      return {
        total: card.totalHundredths / 100,
        short: card.lines
          .filter((line) => line.pointsHundredths < line.maximumHundredths)
          .map((line) => `${line.itemId}: ${line.why.en}`),
      };
    },
  };
}

describe("the phone shop", () => {
  it("gives every point to a team that reads the clues in order and closes the dock in time", () => {
    const drill = drillOn("phone-shop");
    drill.at(0.4, "accept", "burglary");
    drill.at(0.6, "classify", "burglary", { priority: 1 });
    drill.at(0.8, "dispatch", "burglary", { units: ["u101", "u111"] });
    drill.at(1.9, "accept", "shop-alarm");
    drill.at(2, "merge", "burglary", { other: "shop-alarm" });
    drill.at(2.1, "camera-on", "burglary", { units: ["u101"] });
    drill.at(2.2, "report-arrival", "burglary", { units: ["u101"] });
    drill.at(2.3, "protect-scene", "burglary", { units: ["u101"] });
    drill.at(2.4, "request-feed", "burglary", { targetId: "cam-dongmen-1" });
    drill.at(2.5, "notify-agency", "burglary", { targetId: "forensics" });
    drill.at(3.5, "interview", "burglary", { units: ["u111"] });
    drill.at(4.1, "request-analysis", "burglary");
    drill.at(4.2, "request-feed", "burglary", { targetId: "cam-lane" });
    drill.at(4.5, "joint-operations", "burglary");
    drill.at(6, "situation-report", "burglary");
    drill.at(7, "accept", "bus-fight");
    drill.at(7.1, "classify", "bus-fight", { priority: 2 });
    drill.decide(7.2, "d-split", "check");
    drill.at(7.3, "dispatch", "bus-fight", { units: ["u301"] });
    drill.at(7.4, "request-feed", "bus-fight", { targetId: "cam-bus" });
    drill.at(7.5, "check-net-cafe", "burglary", { units: ["u111"] });
    drill.at(9.1, "accept", "dock");
    drill.at(9.2, "dispatch", "dock", { units: ["u201", "u211"] });
    drill.decide(9.3, "d-dock", "ring");
    drill.at(9.5, "accept", "street-light");
    drill.at(9.6, "divert", "street-light");
    drill.decide(11.2, "d-bridge", "toll");
    drill.at(11.3, "notify-agency", "burglary", { targetId: "neighbour" });
    drill.at(11.5, "checkpoint", undefined, { units: ["u501"], targetId: "toll-north" });
    drill.at(13, "detain", "burglary", { units: ["u111"], targetId: "lookout" });
    drill.at(15.5, "surround-warehouse", "dock", { units: ["u201", "u211"] });
    drill.at(19, "situation-report", "burglary");
    drill.at(19.5, "detain", "dock", { units: ["u201"], targetId: "lead" });
    drill.at(19.6, "detain", "dock", { units: ["u211"], targetId: "driver" });
    expect(drill.end(45, "P")).toEqual({ total: 100, short: [] });
  });

  it("leaves a second chance at the toll, worth as much as the first", () => {
    const drill = drillOn("phone-shop");
    drill.at(0.4, "accept", "burglary");
    drill.at(0.8, "dispatch", "burglary", { units: ["u101"] });
    drill.at(12, "checkpoint", undefined, { units: ["u501"], targetId: "toll-north" });
    drill.at(28, "intercept", "toll-stop", { units: ["u501"], targetId: "lead" });
    drill.at(31, "detain", "toll-stop", { units: ["u501"], targetId: "lead" });
    expect(drill.end(45, "U").short.map((line) => line.split(":")[0])).not.toContain("o-arrest");
  });

  it("still lets the neighbours arrest them, for part of the points", () => {
    const drill = drillOn("phone-shop");
    drill.at(0.4, "accept", "burglary");
    drill.at(32, "notify-agency", "burglary", { targetId: "neighbour" });
    expect(drill.end(50, "U").short.find((line) => line.startsWith("o-arrest"))).toContain("far side");
  });

  it("gives next to nothing to a team that only accepts the call", () => {
    const drill = drillOn("phone-shop");
    drill.at(0.4, "accept", "burglary");
    expect(drill.end(50, "U").total).toBeLessThan(10);
  });
});

describe("the smell of gas", () => {
  it("gives every point to a team that calls the partners at once and empties the house", () => {
    const drill = drillOn("gas-smell");
    drill.at(0.3, "accept", "gas");
    drill.at(0.4, "classify", "gas", { priority: 1 });
    drill.at(0.5, "dispatch", "gas", { units: ["u211", "u212", "u203", "u101", "u501", "u111"] });
    drill.at(0.8, "notify-agency", "gas", { targetId: "gas" });
    drill.at(1, "notify-agency", "gas", { targetId: "fire" });
    drill.at(1.2, "notify-agency", "gas", { targetId: "street" });
    drill.at(1.4, "notify-agency", "gas", { targetId: "power" });
    drill.at(1.6, "notify-agency", "gas", { targetId: "emergency" });
    drill.at(2.1, "accept", "gas-again");
    drill.at(2.2, "merge", "gas", { other: "gas-again" });
    drill.at(4.9, "camera-on", "gas", { units: ["u211"] });
    drill.at(5, "cordon", "gas", { units: ["u211"] });
    drill.decide(5.1, "d-first", "stairs");
    drill.at(5.2, "evacuate", "gas", { units: ["u212"] });
    drill.at(5.4, "inform-public", "gas");
    drill.at(7.1, "interview", "gas", { units: ["u211"] });
    drill.at(8.2, "evacuate", "gas", { units: ["u111"] });
    drill.at(9.1, "evacuate", "gas", { units: ["u203"] });
    drill.at(10.2, "stop-kitchen", "gas", { units: ["u211"] });
    drill.at(9.9, "canvass", "gas", { units: ["u101"] });
    drill.at(11.2, "accept", "parking");
    drill.at(11.3, "divert", "parking");
    drill.at(11.5, "clear-lane", "gas", { units: ["u501"] });
    drill.at(13.2, "answer-chat", "gas");
    drill.decide(13.3, "d-power", "remote");
    drill.at(13.6, "accept", "lane-smell");
    drill.at(13.7, "dispatch", "lane-smell", { units: ["u102"] });
    drill.at(14, "situation-report", "gas");
    drill.at(15.5, "clear-valve", "gas", { units: ["u101"] });
    drill.at(16, "carry-elder", "gas", { units: ["u211"] });
    drill.at(22.5, "situation-report", "gas");
    drill.decide(36, "d-return", "twice");
    drill.at(38, "under-control", "gas");
    drill.at(38.2, "hand-over", "gas");
    expect(drill.end(45, "P")).toEqual({ total: 100, short: [] });
  });

  it("gives next to nothing to a team that only accepts the call", () => {
    const drill = drillOn("gas-smell");
    drill.at(0.4, "accept", "gas");
    expect(drill.end(50, "U").total).toBeLessThan(10);
  });
});
