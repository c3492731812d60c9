import { describe, expect, test } from "vitest";
import { ask, carol, eve, play, readDrill, START_MS, startEx, testSetup, type Step } from "./given";
import type { Counted, DrillCommand, Participant, Setup } from "./schema";

const MINUTE = 60_000;
const field: Setup = { ...testSetup, mode: "field" };
const at = (afterMs: number, by: Participant, command: DrillCommand): Step => ({ afterMs, by, command });
const pause = (afterMs: number) => at(afterMs, carol, { type: "PauseClock", reason: "lunch" });
const resume = (afterMs: number) => at(afterMs, carol, { type: "ResumeClock" });
const jump = (afterMs: number, toMs: number) => at(afterMs, carol, { type: "JumpClock", toMs });

/** What an evaluator's device counted, by the clock that began at that many ms after StartEx. */
const counts = (sinceMs: number, madeAfterMs: number): Counted => ({
  sinceWallMs: START_MS + sinceMs,
  wallMs: START_MS + madeAfterMs,
});

/** The drill time a note is kept with, sent long after by a device that was cut off. */
function noted(past: Step[], observedAtMs: number, counted?: Counted, setup = field): number | undefined {
  const drill = readDrill(play([startEx, ...past], setup));
  ask(drill, eve, { type: "TakeNote", lane: 1, text: "seen", observedAtMs, counted }, START_MS + 90 * MINUTE);
  return drill.lanes[0]?.notes.at(-1)?.atMs;
}

describe("a time counted by a device that was cut off", () => {
  test("stands when the clock it knew was the right one all along", () => {
    expect(noted([], 12 * MINUTE, counts(0, 12 * MINUTE))).toBe(12 * MINUTE);
  });

  test("does not run on through a pause that the device did not hear of", () => {
    const paused = [pause(10 * MINUTE), resume(40 * MINUTE)];
    // Counted 25 minutes, while the drill stood at 10; 45 minutes, when it had gone on for 5.
    expect(noted(paused, 25 * MINUTE, counts(0, 25 * MINUTE))).toBe(10 * MINUTE);
    expect(noted(paused, 45 * MINUTE, counts(0, 45 * MINUTE))).toBe(15 * MINUTE);
    // Seen before the pause, entered during it.
    expect(noted(paused, 8 * MINUTE, counts(0, 25 * MINUTE))).toBe(8 * MINUTE);
  });

  test("goes on when the device knew of the pause and not of its end", () => {
    const paused = [pause(10 * MINUTE), resume(40 * MINUTE)];
    expect(noted(paused, 10 * MINUTE, counts(10 * MINUTE, 47 * MINUTE))).toBe(17 * MINUTE);
    expect(noted(paused, 10 * MINUTE, counts(10 * MINUTE, 20 * MINUTE))).toBe(10 * MINUTE);
    // What was written down for an earlier moment was that moment.
    expect(noted(paused, 4 * MINUTE, counts(10 * MINUTE, 47 * MINUTE))).toBe(4 * MINUTE);
  });

  test("leaps with the drill, from the moment it leapt", () => {
    const leapt = [jump(10 * MINUTE, 30 * MINUTE)];
    expect(noted(leapt, 14 * MINUTE, counts(0, 14 * MINUTE))).toBe(34 * MINUTE);
    expect(noted(leapt, 9 * MINUTE, counts(0, 14 * MINUTE))).toBe(9 * MINUTE);
  });

  test("is never still to come, whatever a device claims", () => {
    expect(noted([], 500 * MINUTE, counts(0, 500 * MINUTE))).toBe(90 * MINUTE);
    expect(noted([pause(10 * MINUTE)], 10 * MINUTE, counts(10 * MINUTE, 5_000 * MINUTE))).toBe(10 * MINUTE);
  });

  test("counts as the device said when it names a clock that the drill never had, or none", () => {
    const paused = [pause(10 * MINUTE), resume(40 * MINUTE)];
    expect(noted(paused, 25 * MINUTE, counts(77, 25 * MINUTE))).toBe(25 * MINUTE);
    expect(noted(paused, 25 * MINUTE)).toBe(25 * MINUTE);
  });

  test("of a leg that is over ends with that leg", () => {
    const swap: Setup = { ...field, format: "swap", lanes: 2 };
    const nextLeg = [at(20 * MINUTE, carol, { type: "StartNextLeg" })];
    expect(noted(nextLeg, 12 * MINUTE, counts(0, 12 * MINUTE), swap)).toBe(12 * MINUTE);
    expect(noted(nextLeg, 35 * MINUTE, counts(0, 35 * MINUTE), swap)).toBe(20 * MINUTE);
  });

  test("puts what was recorded of the street where it was seen", () => {
    const call = at(MINUTE, carol, { type: "DeliverInject", lane: 1, injectId: "first-call" });
    const drill = readDrill(play([startEx, call, pause(10 * MINUTE), resume(40 * MINUTE)], field));
    const command: DrillCommand = {
      type: "RecordArrival",
      lane: 1,
      unitId: "car-1",
      incident: 1,
      observedAtMs: 45 * MINUTE,
      counted: counts(0, 45 * MINUTE),
    };
    const { decided } = ask(drill, eve, command, START_MS + 60 * MINUTE);
    expect(Array.isArray(decided) && decided[0]).toMatchObject({
      observedAtMs: 15 * MINUTE,
      event: { type: "UnitArrived" },
    });
  });
});

describe("pictures", () => {
  const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  const note = (photos: string[] | undefined, text = ""): DrillCommand => ({
    type: "TakeNote",
    lane: 1,
    text,
    observedAtMs: null,
    photos,
  });

  test("can say what a note would", () => {
    const drill = readDrill(play([startEx], field));
    ask(drill, eve, note([id(1)]), START_MS + MINUTE);
    expect(drill.lanes[0]?.notes).toMatchObject([{ text: "", photos: [id(1)] }]);
    expect(ask(drill, eve, note(undefined), START_MS + MINUTE).decided).toMatchObject({
      code: "note-needed",
    });
  });

  test("belong to one thing", () => {
    const drill = readDrill(play([startEx], field));
    ask(drill, eve, note([id(1), id(2)]), START_MS + MINUTE);
    const used = { code: "photo-already-used" };
    expect(ask(drill, eve, note([id(2)]), START_MS + MINUTE).decided).toMatchObject(used);
    expect(ask(drill, eve, note([id(3), id(3)]), START_MS + MINUTE).decided).toMatchObject(used);
  });
});
