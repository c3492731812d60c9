import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { scoreCard } from "@/domain/scoring/score-card";
import type { Scenario } from "@/domain/scenario/schema";
import { carol, eve, play, readDrill, startEx, testScenario, testSetup, type Step } from "./given";
import type { DrillCommand, Participant, Setup } from "./schema";

const both = (text: string) => ({ zh: text, en: text });
const action = {
  side: "responder" as const,
  group: "handle" as const,
  target: "incident" as const,
  crew: "optional" as const,
  onScene: true,
  stages: [],
  durationMs: 60_000,
  cost: 0,
  adjudication: { by: "auto" as const },
  note: "none" as const,
  notice: "own" as const,
  actorIs: [],
};
const procedure = (
  id: string,
  condition: Extract<Scenario["items"][number], { kind: "procedure" }>["condition"],
) => ({
  id,
  side: "responder" as const,
  categoryId: "all",
  title: both(id),
  points: 10,
  kind: "procedure" as const,
  rule: "mandatory" as const,
  condition,
});

/** Every mechanism that effects and conditions know has a scored item that looks at it. */
const scenario: Scenario = {
  ...testScenario,
  // What control hands out while it waits for a recording differs with the time of writing, and rightly so.
  decisions: [],
  injects: testScenario.injects.filter(({ id }) => id === "first-call"),
  actions: [
    ...testScenario.actions,
    {
      ...action,
      id: "calm-down",
      label: both("Calm down"),
      effects: [
        { effect: "gauge", gaugeId: "tension", set: 40, ratePerMin: 2 },
        { effect: "reveal", factId: "plate", to: "responder" },
        { effect: "congestion", factor: 2 },
      ],
      effectsOnFailure: [{ effect: "gauge", gaugeId: "tension", add: 30 }],
    },
    {
      ...action,
      id: "arrest",
      label: both("Arrest"),
      adjudication: { by: "chance", odds: 0.5 },
      effects: [
        { effect: "actor", actorId: "thief", status: "in-custody" },
        { effect: "incident-status", status: "controlled" },
      ],
      effectsOnFailure: [{ effect: "actor", status: "at-large", placeId: "pier" }],
    },
    {
      ...action,
      id: "look-round",
      label: both("Look round"),
      effects: [{ effect: "find", radiusM: 300 }, { effect: "call-in" }],
    },
    {
      ...action,
      id: "op-leave",
      side: "opposition",
      label: both("Leave"),
      effects: [{ effect: "set-out", actorId: "thief", placeId: "pier" }],
      effectsOnFailure: [{ effect: "hide", actorId: "thief" }],
    },
    {
      ...action,
      id: "call-gas",
      label: both("Gas"),
      effects: [{ effect: "notify-agency", agencyId: "gas" }],
    },
  ],
  items: [
    ...testScenario.items.filter(({ kind }) => kind !== "decision"),
    procedure("calm", { op: "gauge", gaugeId: "tension", compare: ">=", value: 60 }),
    procedure("calm-again", { op: "not", of: { op: "gauge", gaugeId: "tension", compare: ">=", value: 60 } }),
    procedure("told", { op: "fact-known", factId: "plate", side: "responder" }),
    procedure("caught", { op: "actor-status", actorId: "thief", is: ["in-custody"] }),
    procedure("found", { op: "actor-status", actorId: "thief", is: ["located"] }),
    procedure("at-large", { op: "actor-status", actorId: "thief", is: ["at-large"] }),
    procedure("gas-there", { op: "agency-arrived", agencyId: "gas" }),
    procedure("ruled", { op: "ruling-was", actionId: "arrest", outcome: "failure" }),
    procedure("two-there", { op: "unit-on-scene", incidentId: "break-in", atLeast: 2 }),
    procedure("gone-again", {
      op: "not",
      of: { op: "unit-on-scene", incidentId: "break-in", branch: "station" },
    }),
    procedure("twice", { op: "action-done", actionId: "cordon", atLeast: 2 }),
    procedure("after", {
      op: "time-since",
      mark: { mark: "action", actionId: "calm-down" },
      atLeastMs: 30_000,
    }),
    procedure("accepted", { op: "incident-status", incidentId: "break-in", reached: "accepted" }),
  ],
};
const field: Setup = { ...testSetup, mode: "field", scenario };

type Seen = { by: Participant; command: (observedAtMs: number | null) => DrillCommand; seenMs: number };

const did = (actionId: string, unitIds: string[], outcome: "success" | "failure" = "success") => ({
  type: "RecordAction" as const,
  lane: 1,
  actionId,
  unitIds,
  note: "",
  outcome,
});
const crew = fc.constantFrom("car-1", "car-2");
const what = fc.oneof(
  crew.map((unitId) => ({ type: "RecordArrival" as const, lane: 1, unitId, incident: 1 })),
  fc
    .constantFrom("accepted" as const, "controlled" as const, "closed" as const)
    .map((status) => ({ type: "RecordStage" as const, lane: 1, incident: 1, status })),
  crew.map((unitId) => ({ ...did("dispatch", [unitId]), incident: 1 })),
  crew.map((unitId) => did("go-home", [unitId])),
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom("cordon", "cordon", "calm-down", "arrest", "call-gas", "look-round", "op-leave"),
        fc.constantFrom("success" as const, "failure" as const),
      )
      .map(([actionId, outcome]) => ({ ...did(actionId, [], outcome), incident: 1 })),
  },
  fc.constantFrom("success" as const, "failure" as const).map((outcome) => did("op-run", [], outcome)),
);
const seen = fc
  .tuple(fc.constantFrom(eve, carol), what, fc.integer({ min: 2, max: 25 }))
  // Times in steps of five seconds, so that some were seen at the same moment.
  .map(([by, command, fives]): Seen => ({
    by,
    seenMs: fives * 5_000,
    command: (observedAtMs) => ({ ...command, observedAtMs }),
  }));
const inTime = (some: readonly Seen[]) => [...some].sort((a, b) => a.seenMs - b.seenMs);
const END_MS = 900_000;
const end: Step = { by: carol, afterMs: END_MS, command: { type: "EndDrill", how: "ended", reason: "" } };

/** Everything is written down after it was over, in this order: the wireless was gone. */
const late = (some: readonly Seen[]) =>
  some.map(({ by, command, seenMs }, i): Step => ({
    by,
    afterMs: 400_000 + i * 1_000,
    command: command(seenMs),
  }));
/** Everything is written down as it is seen. */
const live = (some: readonly Seen[]) =>
  some.map(({ by, command, seenMs }): Step => ({ by, afterMs: seenMs, command: command(null) }));

/** What a card says but for where in the log it says so. */
function cards(steps: readonly Step[]) {
  const drill = readDrill(play([startEx, ...steps, end], field));
  return drill.lanes.flatMap((lane) =>
    (["responder", "opposition"] as const).map((side) =>
      scoreCard(drill, lane, side).lines.map(({ itemId, pointsHundredths, status, why }) => ({
        itemId,
        pointsHundredths,
        status,
        why,
      })),
    ),
  );
}
const shuffled = fc
  .array(seen, { minLength: 1, maxLength: 12 })
  .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })));

describe("what staff saw on the street", () => {
  test.prop([shuffled])("is worth the same in whatever order it is written down", ([some, another]) => {
    expect(cards(late(another))).toEqual(cards(late(some)));
  });

  test.prop([fc.array(seen, { maxLength: 12 })])(
    "is worth the same whether it is written down at once or later",
    (some) => {
      expect(cards(late(some))).toEqual(cards(live(inTime(some))));
    },
  );

  test.prop([fc.array(fc.tuple(seen, fc.boolean()), { maxLength: 10 })])(
    "never counted once it is withdrawn",
    (some) => {
      const kept = some.filter(([, withdrawn]) => !withdrawn).map(([entry]) => entry);
      const takenBack = some.flatMap(([{ by }, withdrawn], i): Step[] =>
        withdrawn
          ? [
              {
                by,
                afterMs: 500_000,
                command: { type: "WithdrawRecord", lane: 1, record: i + 1, reason: "" },
              },
            ]
          : [],
      );
      const all = late(some.map(([entry]) => entry));
      expect(cards([...all, ...takenBack])).toEqual(cards(late(kept)));
    },
  );
});
