import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { scoreCard } from "@/domain/scoring/score-card";
import { joined } from "./decide";
import { letDueHappen } from "./due";
import {
  ask,
  carol,
  eve,
  given,
  omar,
  play,
  plannedEvents,
  readDrill,
  rita,
  START_MS,
  startEx,
  testSetup,
  type Step,
} from "./given";
import type { DrillCommand, Participant, Setup } from "./schema";
import type { Drill } from "./state";
import { viewFor } from "@/domain/view/view";

const swap: Setup = {
  ...testSetup,
  format: "swap",
  lanes: 2,
  teams: [
    { lane: 1, side: "responder", teamId: null, name: "Red" },
    { lane: 1, side: "opposition", teamId: null, name: "Blue" },
    { lane: 2, side: "responder", teamId: null, name: "Blue" },
    { lane: 2, side: "opposition", teamId: null, name: "Red" },
  ],
};

const NEXT: DrillCommand = { type: "StartNextLeg" };
const take = (actionId: string, more: object = {}): DrillCommand => ({
  type: "TakeAction",
  actionId,
  unitIds: [],
  note: "",
  ...more,
});

/** A swap drill with a player on each side, under way. */
function underWay(): Drill {
  const drill = readDrill(plannedEvents(swap));
  for (const who of [carol, eve, rita, omar]) joined(drill, who, 0, START_MS);
  done(drill, carol, { type: "StartDrill", rate: 1 }, 0);
  return drill;
}

function done(drill: Drill, by: Participant, command: DrillCommand, afterMs: number) {
  const { decided } = ask(drill, by, command, START_MS + afterMs);
  if (decided instanceof Error) throw decided;
  return decided;
}

const refusal = (drill: Drill, by: Participant, command: DrillCommand, afterMs: number) =>
  ask(drill, by, command, START_MS + afterMs).decided;

/** Where somebody plays now. */
function seated(drill: Drill, { participantId }: Participant): Participant {
  const now = drill.participants[participantId];
  if (!now) throw new Error("Nobody of that name has come in.");
  return now;
}

describe("two legs with sides exchanged", () => {
  test("begin one after the other: nothing happens in the second before its StartEx", () => {
    const drill = underWay();
    letDueHappen(drill, 60_000, START_MS);
    expect(drill.lanes.map(({ deliveries }) => deliveries.length)).toEqual([2, 0]);
    expect(
      refusal(drill, carol, { type: "DeliverInject", lane: 2, injectId: "by-hand" }, 60_000),
    ).toMatchObject({
      code: "leg-not-in-play",
    });
  });

  test("put everybody who plays on the other side, and count from a StartEx of their own", () => {
    const drill = underWay();
    done(drill, carol, NEXT, 100_000);
    expect(seated(drill, rita)).toMatchObject({ lane: 2, side: "opposition" });
    expect(seated(drill, omar)).toMatchObject({ lane: 2, side: "responder" });
    letDueHappen(drill, 15_000, START_MS + 115_000);
    expect(drill.lanes[1]?.deliveries.map(({ injectId, atMs }) => [injectId, atMs])).toEqual([
      ["first-call", 10_000],
      ["tip", 15_000],
    ]);
  });

  test("leave nothing to happen in the first once it is over, and its world closed to its players", () => {
    const drill = underWay();
    done(drill, carol, { type: "DeliverInject", lane: 1, injectId: "first-call" }, 1_000);
    const before = JSON.stringify(drill.lanes[0]?.deliveries);
    done(drill, carol, NEXT, 2_000);
    letDueHappen(drill, 3_600_000, START_MS + 3_600_000);
    expect(JSON.stringify(drill.lanes[0]?.deliveries)).toBe(before);
    // A command that was on its way when the leg ended comes from the old place.
    expect(refusal(drill, rita, take("accept", { incident: 1 }), 3_600_000)).toMatchObject({
      code: "leg-not-in-play",
    });
    const view = viewFor(drill, { kind: "side", side: "responder", lane: 1 });
    expect(view).toMatchObject({ inbox: [], incidents: [], leg: 2 });
  });

  test("time what is noted of the first leg later at its end, where its clock stopped", () => {
    const drill = underWay();
    done(drill, carol, NEXT, 50_000);
    done(drill, eve, { type: "TakeNote", lane: 1, text: "late", observedAtMs: 3_000 }, 60_000);
    expect(drill.lanes[0]?.notes[0]?.atMs).toBe(50_000);
  });

  test("are two, and only control begins the second", () => {
    given(startEx).when(carol, 1_000, NEXT).thenRefused("no-next-leg");
    const drill = underWay();
    expect(refusal(drill, rita, NEXT, 1_000)).toMatchObject({ code: "role-not-allowed" });
    done(drill, carol, NEXT, 2_000);
    expect(refusal(drill, carol, NEXT, 3_000)).toMatchObject({ code: "no-next-leg" });
  });

  test("keep a clock that stands standing, so that control can brief before the second leg runs", () => {
    const drill = underWay();
    done(drill, carol, { type: "PauseClock", reason: "Sides exchange" }, 20_000);
    done(drill, carol, NEXT, 30_000);
    expect(drill.clock).toMatchObject({ rate: 0, atMs: 0 });
    done(drill, carol, { type: "ResumeClock" }, 90_000);
    letDueHappen(drill, 10_000, START_MS + 100_000);
    expect(drill.lanes[1]?.deliveries).toHaveLength(1);
  });
});

/** Moves of both sides at a time after StartEx. */
const moves = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 90_000 }),
    fc.constantFrom<{ side: "responder" | "opposition"; command: DrillCommand }>(
      { side: "responder", command: take("accept", { incident: 1 }) },
      { side: "responder", command: take("dispatch", { incident: 1, unitIds: ["car-1"] }) },
      { side: "responder", command: take("cordon", { incident: 1, unitIds: ["car-1"] }) },
      { side: "responder", command: { type: "Decide", decisionId: "how", optionId: "calm", reason: "" } },
      { side: "responder", command: { type: "SendRadio", text: "r" } },
      { side: "opposition", command: take("op-run") },
      { side: "opposition", command: { type: "SendRadio", text: "o" } },
    ),
  ),
  { maxLength: 20 },
);

test.prop([moves, fc.integer({ min: 0, max: 2_000_000 })])(
  "the same moves at the same times look the same to a side in both legs, and earn the same",
  (asked, legEndMs) => {
    const end = asked.reduce((sum, [gap]) => sum + gap, 0) + 400_000;
    const playLeg = (drill: Drill, lane: number, startMs: number) => {
      let afterMs = startMs;
      for (const [gap, { side, command }] of asked) {
        afterMs += gap;
        // The names tell the legs apart; everything else has to be equal.
        const by: Participant = { role: "player", participantId: side, name: side, lane, side };
        ask(drill, by, command, START_MS + afterMs);
      }
      letDueHappen(drill, end, START_MS + startMs + end);
      const views = (["responder", "opposition"] as const).map((side) => {
        const view = viewFor(drill, { kind: "side", side, lane });
        const { clock: _, leg: __, lane: ___, ...rest } = view.kind === "side" ? view : { ...view, lane: 0 };
        return rest;
      });
      const cards = (["responder", "opposition"] as const).map((side) => {
        const laneState = drill.lanes[lane - 1];
        if (!laneState) throw new Error("There are two lanes.");
        return scoreCard(drill, laneState, side).lines.map(({ evidence: _, ...line }) => line);
      });
      return JSON.stringify({ views, cards });
    };
    const drill = underWay();
    const first = playLeg(drill, 1, 0);
    const nextAt = end + legEndMs;
    done(drill, carol, NEXT, nextAt);
    expect(playLeg(drill, 2, nextAt)).toBe(first);
  },
);

test("a log with both legs folds to the drill that was played", () => {
  const steps: Step[] = [
    startEx,
    { by: carol, afterMs: 40_000, command: NEXT },
    {
      by: { role: "player", participantId: "omar", name: "Omar", lane: 2, side: "responder" },
      afterMs: 55_000,
      command: take("accept", { incident: 1 }),
    },
  ];
  const drill = readDrill(play(steps, swap));
  expect(drill.lanes[1]?.actions.map(({ taken }) => taken.atMs)).toEqual([15_000]);
  expect(drill.lanes[0]?.endedAtMs).toBe(40_000);
});
