import { describe, expect, test } from "vitest";
import {
  carol,
  play,
  readDrill,
  rita,
  startEx,
  testScenario,
  testSetup,
  type Step,
} from "@/domain/drill/given";
import { planOf } from "@/domain/drill/plan";
import type { DrillCommand, Setup } from "@/domain/drill/schema";
import { spansOf } from "./evaluate";
import type { Condition } from "./schema";

const call = (id: string) => {
  const [first] = testScenario.injects;
  if (!first) throw new Error("The scenario has a first call.");
  return { ...first, id, trigger: { on: "hand" as const }, incidentId: id };
};
const incident = (id: string) => {
  const [first] = testScenario.incidents;
  if (!first) throw new Error("The scenario has an incident.");
  return { ...first, id };
};
const setup: Setup = {
  ...testSetup,
  scenario: {
    ...testScenario,
    incidents: [...testScenario.incidents, incident("same"), incident("other")],
    injects: [...testScenario.injects, call("same"), call("other")],
    builtInActions: ["situation-report", "merge"],
  },
};
const take = (afterMs: number, actionId: string, more: object): Step => ({
  by: rita,
  afterMs,
  command: { type: "TakeAction", actionId, unitIds: [], note: "So it stands.", ...more },
});
const control = (afterMs: number, command: DrillCommand): Step => ({ by: carol, afterMs, command });
const begun = [
  startEx,
  take(20_000, "accept", { incident: 1 }),
  take(21_000, "dispatch", { incident: 1, unitIds: ["car-1"] }),
];
const heldSince = (steps: Step[], condition: Condition) => {
  const [lane] = readDrill(play(steps, setup)).lanes;
  if (!lane) throw new Error("A drill has a lane.");
  return spansOf(condition, lane, planOf(setup))[0]?.fromMs;
};

describe("two situation reports at least three minutes apart", () => {
  const report = (afterMs: number) => take(afterMs, "situation-report", { incident: 1 });
  const later = control(900_000, { type: "PauseClock", reason: "" });
  const two = { op: "action-done" as const, actionId: "situation-report", atLeast: 2 };

  test("are not two within one second", () => {
    const twice = [...begun, report(60_000), report(60_900), later];
    expect(heldSince(twice, two)).toBe(90_900);
    expect(heldSince(twice, { ...two, apartMs: 180_000 })).toBeUndefined();
  });

  test("are the first and the next that comes late enough, whatever was reported in between", () => {
    const thrice = [...begun, report(60_000), report(120_000), report(250_000), later];
    expect(heldSince(thrice, { ...two, apartMs: 180_000 })).toBe(280_000);
  });
});

describe("the right merge", () => {
  const calls = ["same", "other"].map((injectId, i) =>
    control(12_000 + i, { type: "DeliverInject", lane: 1, injectId }),
  );
  const merged = (incidents: { incident: number; otherIncident: number }) => [
    ...begun.slice(0, 2),
    ...calls.map((one) => ({ ...one, afterMs: one.afterMs + 10_000 })),
    take(30_000, "merge", incidents),
  ];
  const right: Condition = {
    op: "action-done",
    actionId: "merge",
    incidentId: "break-in",
    otherIncidentId: "same",
  };

  test("is of the two calls that are asked for, whichever was joined into which", () => {
    expect(heldSince(merged({ incident: 1, otherIncident: 2 }), right)).toBe(30_000);
    expect(heldSince(merged({ incident: 2, otherIncident: 1 }), right)).toBe(30_000);
  });

  test("is not one of a call that has nothing to do with it", () => {
    expect(heldSince(merged({ incident: 1, otherIncident: 3 }), right)).toBeUndefined();
    expect(heldSince(merged({ incident: 3, otherIncident: 2 }), right)).toBeUndefined();
  });
});
