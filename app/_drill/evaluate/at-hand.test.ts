import { describe, expect, test } from "vitest";
import { ask, carol, eve, play, readDrill, START_MS, startEx, testSetup } from "@/domain/drill/given";
import type { Drill } from "@/domain/drill/state";
import { viewFor } from "@/domain/view/view";
import type { ScoredItem } from "@/domain/items/schema";
import type { EvaluatorView } from "@/domain/view/schema";
import { itemsAtHand } from "./at-hand";

const MINUTE = 60_000;
const { scenario } = testSetup;
const base = { side: "responder" as const, categoryId: "c", points: 1 };
const titled = (id: string) => ({ id, title: { zh: id, en: id } });
const call = scenario.injects.find(({ id }) => id === "first-call");
const incidentId = call?.incidentId ?? "";

const ofIncident: ScoredItem = {
  ...base,
  ...titled("of-incident"),
  kind: "procedure",
  rule: "mandatory",
  condition: { op: "incident-status", incidentId, reached: "on-scene" },
};
const ofCordon: ScoredItem = {
  ...base,
  ...titled("of-cordon"),
  kind: "procedure",
  rule: "mandatory",
  condition: { op: "all", of: [{ op: "not", of: { op: "action-done", actionId: "cordon" } }] },
};
const byEye: ScoredItem = { ...base, ...titled("by-eye"), kind: "procedure", rule: "mandatory" };
const items = [byEye, ofCordon, ofIncident];

function laneOf(drill: Drill): EvaluatorView["lanes"][number] {
  const view = viewFor(drill, { kind: "evaluator", participantId: "eve" });
  const [lane] = view.kind === "evaluator" ? view.lanes : [];
  if (!lane) throw new Error("An evaluator sees the lane.");
  return lane;
}
const idsAtHand = (drill: Drill) => itemsAtHand(items, scenario, laneOf(drill)).map(({ id }) => id);

const field = { ...testSetup, mode: "field" as const };
const called = () =>
  readDrill(
    play(
      [
        startEx,
        { by: carol, afterMs: MINUTE, command: { type: "DeliverInject", lane: 1, injectId: "first-call" } },
      ],
      field,
    ),
  );
const cordon = (drill: Drill, afterMs: number) =>
  ask(
    drill,
    eve,
    {
      type: "RecordAction",
      lane: 1,
      actionId: "cordon",
      incident: 1,
      unitIds: [],
      note: "",
      outcome: "success",
      observedAtMs: null,
    },
    START_MS + afterMs,
  );

describe("what is at hand", () => {
  test("is nothing before anything has happened, and never what the log says nothing about", () => {
    expect(idsAtHand(readDrill(play([startEx], field)))).toEqual([]);
    expect(idsAtHand(called())).not.toContain("by-eye");
  });

  test("is what an incident that has come in is about", () => {
    expect(idsAtHand(called())).toContain("of-incident");
  });

  test("has first what happened last", () => {
    const drill = called();
    cordon(drill, 3 * MINUTE);
    expect(idsAtHand(drill)[0]).toBe("of-cordon");
  });

  test("leaves what was over ten minutes ago when something else happens", () => {
    const drill = called();
    cordon(drill, 30 * MINUTE);
    expect(idsAtHand(drill)).toEqual(["of-cordon"]);
  });

  test("does not move because of what an evaluator enters", () => {
    const drill = called();
    const before = idsAtHand(drill);
    ask(drill, eve, { type: "TakeNote", lane: 1, text: "x", observedAtMs: null }, START_MS + 40 * MINUTE);
    expect(idsAtHand(drill)).toEqual(before);
  });
});
