import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { letDueHappen } from "@/domain/drill/due";
import { plannedEvents, play, readDrill, rita, START_MS, startEx, testSetup } from "@/domain/drill/given";
import { planOf } from "@/domain/drill/plan";
import { namesOf } from "@/domain/scenario/names";
import { holdsAt } from "./spans";
import { spansOf } from "./evaluate";
import type { Condition } from "./schema";
import { sentenceOf } from "./sentence";
import { inEveryLanguage } from "@/domain/words/sentence";

function spans(condition: Condition) {
  const drill = readDrill(
    play([
      startEx,
      {
        afterMs: 20_000,
        by: rita,
        command: { type: "TakeAction", actionId: "accept", incident: 1, unitIds: [], note: "" },
      },
    ]),
  );
  letDueHappen(drill, 30_000, START_MS);
  const lane = drill.lanes[0];
  if (!lane) throw new Error("A drill has a lane.");
  return spansOf(condition, lane, planOf(drill.setup)).map(({ fromMs, toMs }) => [fromMs, toMs]);
}
const accepted: Condition = { op: "incident-status", incidentId: "break-in", reached: "accepted" };
const delivered: Condition = { op: "inject-delivered", injectId: "first-call" };
const never: Condition = { op: "inject-delivered", injectId: "by-hand" };
const gauge = (compare: ">=" | "<=", value: number): Condition => ({
  op: "gauge",
  gaugeId: "tension",
  compare,
  value,
});

describe("a condition", () => {
  test("holds from the event that made it true", () => {
    expect(spans(delivered)).toEqual([[10_000, Infinity]]);
    expect(spans(never)).toEqual([]);
  });
  test("all hold together from the last of them, any from the first", () => {
    expect(spans({ op: "all", of: [delivered, accepted] })).toEqual([[20_000, Infinity]]);
    expect(spans({ op: "any", of: [accepted, delivered, never] })).toEqual([[10_000, Infinity]]);
  });
  test("turned round holds until it comes true", () => {
    expect(spans({ op: "not", of: accepted })).toEqual([[0, 20_000]]);
    expect(spans({ op: "not", of: never })).toEqual([[0, Infinity]]);
  });
  test("on a gauge holds from the exact crossing, also one that is still to come", () => {
    expect(spans(gauge(">=", 30))).toEqual([[60_000, Infinity]]);
    expect(spans(gauge("<=", 30))).toEqual([[0, 60_001]]);
    expect(spans(gauge(">=", 101))).toEqual([]);
    expect(spans(gauge("<=", 100))).toEqual([[0, Infinity]]);
  });
  test("on time since a mark holds from then on", () => {
    const since: Condition = {
      op: "time-since",
      mark: { mark: "inject", injectId: "first-call" },
      atLeastMs: 5_000,
    };
    expect(spans(since)).toEqual([[15_000, Infinity]]);
  });
});

test("a condition reads as a sentence in both languages", () => {
  const nameOf = namesOf(testSetup.scenario, testSetup.ground);
  const said = sentenceOf(
    { op: "all", of: [accepted, { op: "any", of: [delivered, gauge(">=", 80)] }] },
    nameOf,
  );
  expect(inEveryLanguage(said)).toEqual({
    zh: "“Break-in”已受理，且（已下发情况“First call”，或“Tension” ≥ 80）",
    en: "“Break-in” has been accepted and (inject “First call” was delivered or “Tension” ≥ 80)",
  });
});

const visits = fc.array(fc.tuple(fc.constantFrom("car-1", "car-2"), fc.nat(30), fc.option(fc.nat(20))), {
  maxLength: 8,
});

propertyTest.prop([visits, fc.integer({ min: 1, max: 3 })])(
  "crews count as on the scene at exactly the moments at which so many are there",
  (stays, atLeast) => {
    const drill = readDrill(plannedEvents());
    const [lane] = drill.lanes;
    if (!lane) throw new Error("A drill has a lane.");
    const all = stays.map(([unitId, fromMs, lengthMs], i) => {
      const toMs = lengthMs === null ? null : fromMs + lengthMs;
      const visit = { incidentId: "break-in", fromMs, toMs, position: i + 1 };
      lane.units[unitId]?.visits.push(visit);
      return visit;
    });
    const found = spansOf(
      { op: "unit-on-scene", incidentId: "break-in", atLeast },
      lane,
      planOf(drill.setup),
    );
    for (let atMs = 0; atMs <= 60; atMs++) {
      const there = all.filter((visit) => visit.fromMs <= atMs && atMs < (visit.toMs ?? Infinity));
      expect(holdsAt(found, atMs) !== null).toBe(there.length >= atLeast);
    }
  },
);
