import { expect, test } from "vitest";
import { letDueHappen } from "@/domain/drill/due";
import {
  carol,
  omar,
  play,
  readDrill,
  rita,
  START_MS,
  startEx,
  testScenario,
  testSetup,
} from "@/domain/drill/given";
import type { DrillCommand, Participant, Setup } from "@/domain/drill/schema";
import { viewFor } from "./view";
import { alertsBetween } from "./alerts";
import type { SideView } from "./schema";
import { everywhere } from "@/domain/text";

const rob: Participant = { ...rita, participantId: "rob", name: "Rob" };
const setup: Setup = {
  ...testSetup,
  scenario: {
    ...testScenario,
    oppositionBudget: 20,
    actors: testScenario.actors.map((actor) => ({ ...actor, hidden: false, vehicle: "foot" as const })),
    builtInActions: ["op-block-road", "redirect"],
  },
};

type Side = "responder" | "opposition";
type Steps = Parameters<typeof play>[0];

const at = (afterMs: number, by: Participant, command: DrillCommand) => ({ afterMs, by, command });
const act = (actionId: string, more: object = {}): DrillCommand => ({
  type: "TakeAction",
  actionId,
  unitIds: [],
  note: "",
  ...more,
});
const sent = [
  startEx,
  at(15_000, rita, act("accept", { incident: 1 })),
  at(16_000, rita, act("dispatch", { incident: 1, unitIds: ["car-1"] })),
];

function seenBy(side: Side, steps: Steps, untilMs: number): SideView {
  const drill = readDrill(play(steps, setup));
  letDueHappen(drill, untilMs, START_MS + untilMs);
  const view = viewFor(drill, { kind: "side", side, lane: 1 });
  if (view.kind !== "side") throw new Error("a side sees the view of a side");
  return view;
}

/** What a side is alerted to from one moment to another; a second look at the later one alerts to nothing more. */
function alerts(side: Side, before: [Steps, number], after: [Steps, number]) {
  const later = seenBy(side, ...after);
  expect(alertsBetween(later, later)).toEqual([]);
  return alertsBetween(seenBy(side, ...before), later);
}

test("a window to answer a move gives one alert, to the side that may answer and no other", () => {
  const steps = [...sent, at(1_200_000, omar, act("op-block-road", { targetId: "shop" }))];
  const seen = alerts("responder", [sent, 1_199_000], [steps, 1_201_000]);
  expect(seen).toMatchObject([{ kind: "counter", notice: { counterUntilMs: 1_290_000 } }]);
  expect(alerts("opposition", [sent, 1_199_000], [steps, 1_201_000])).toEqual([]);
  // It stands open still: that was said.
  expect(alerts("responder", [steps, 1_201_000], [steps, 1_250_000])).toEqual([]);
});

test.each(["success", "failure"] as const)(
  "a ruling of %s gives one alert, to the side whose action it is and no other",
  (outcome) => {
    const run = [startEx, at(1_000, omar, act("op-run"))];
    const ruled = [...run, at(5_000, carol, { type: "Rule", lane: 1, no: 1, outcome, rationale: "Because" })];
    expect(alerts("opposition", [run, 2_000], [ruled, 6_000])).toMatchObject([
      { kind: `ruled-${outcome}`, action: { n: 1, actionId: "op-run", rationale: "Because" } },
    ]);
    expect(alerts("responder", [run, 2_000], [ruled, 6_000])).toEqual([]);
  },
);

test("a ruling by time-out alerts like one by the umpire", () => {
  const run = [startEx, at(1_000, omar, act("op-run"))];
  expect(alerts("opposition", [run, 2_000], [run, 62_000])).toMatchObject([{ kind: "ruled-failure" }]);
});

test("an action of which nothing came gives one alert, one that is done gives none", () => {
  const hide = [startEx, at(1_000, omar, act("op-hide"))];
  const [was, now] = [seenBy("opposition", hide, 2_000), seenBy("opposition", hide, 40_000)];
  const [action] = now.actions;
  if (!action) throw new Error("it was taken");
  const ended = (state: "done" | "failed") => alertsBetween(was, { ...now, actions: [{ ...action, state }] });
  expect(ended("failed")).toMatchObject([{ kind: "failed", action: { n: 1 } }]);
  expect(ended("done")).toEqual([]);
});

test("an order that a colleague overrules gives one alert, one that is changed by its own author gives none", () => {
  const home = (by: Participant) => [...sent, at(20_000, by, act("go-home", { unitIds: ["car-1"] }))];
  expect(alerts("responder", [sent, 19_000], [home(rob), 21_000])).toMatchObject([
    {
      kind: "overruled",
      order: { actionId: "dispatch", byName: everywhere("Rita"), incident: 1 },
      by: { actionId: "go-home", byName: everywhere("Rob") },
      unitIds: ["car-1"],
    },
  ]);
  expect(alerts("responder", [sent, 19_000], [home(rita), 21_000])).toEqual([]);
});

test("a first view, or one of another side, alerts to nothing", () => {
  const run = [startEx, at(1_000, omar, act("op-run"))];
  expect(alertsBetween(seenBy("responder", run, 2_000), seenBy("opposition", run, 62_000))).toEqual([]);
});
