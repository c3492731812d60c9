import { expect, test } from "vitest";
import { carol, eve, omar, play, readDrill, rita, startEx, type Step } from "@/domain/drill/given";
import { caseDraftFrom } from "./from-drill";

const at = (afterMs: number, by: Step["by"], command: Step["command"]): Step => ({ afterMs, by, command });
const adam = { ...eve, participantId: "adam", name: "Adam" };
const act = (actionId: string, unitIds: string[] = []): Step["command"] => ({
  type: "TakeAction",
  actionId,
  incident: 1,
  unitIds,
  note: "",
});
const rated = (by: Step["by"], rating: "P" | "U") =>
  at(330_000, by, { type: "RateItem", lane: 1, itemId: "manner", rating, note: "Asked Rita twice" });
const observed = (by: Step["by"], result: "met" | "missed") =>
  at(340_000, by, {
    type: "ObserveItem",
    lane: 1,
    itemId: "cordon-in-time",
    result,
    note: "Omar got through",
    observedAtMs: null,
  });

test("a case that is drafted from a drill names nobody who was there, and says what was found all the same", () => {
  const events = play([
    startEx,
    at(20_000, rita, act("accept")),
    at(30_000, rita, act("dispatch", ["car-1"])),
    at(40_000, omar, { type: "TakeAction", actionId: "op-hide", unitIds: [], note: "" }),
    at(50_000, carol, {
      type: "SendRadio",
      text: "On the way",
      as: "101",
      lane: 1,
      side: "responder",
    }),
    at(200_000, rita, act("cordon", ["car-1"])),
    at(210_000, rita, { type: "Decide", decisionId: "how", optionId: "calm", reason: "Lightest means" }),
    rated(eve, "P"),
    rated(adam, "U"),
    observed(eve, "met"),
    observed(adam, "missed"),
    at(400_000, carol, { type: "EndDrill", how: "ended", reason: "" }),
    at(401_000, eve, { type: "SubmitEvaluation", lane: 1 }),
    at(402_000, adam, { type: "SubmitEvaluation", lane: 1 }),
  ]);
  const drill = readDrill(events);
  const [lane] = drill.lanes;
  if (!lane) throw new Error("A drill has a lane.");
  const draft = JSON.stringify(caseDraftFrom(drill, lane, events));
  expect(draft).not.toMatch(/Carol|Eve|Adam|Rita|Omar/);
  expect(draft).toContain("Evaluators found: P, U.");
  expect(draft).toContain("考评员评定：做到、没有做到。");
});
