import { describe, expect, test } from "vitest";
import type { DrillCommand } from "@/domain/drill/schema";
import {
  nextToSend,
  outboxFrom,
  withAnotherTry,
  withEntry,
  withoutEntry,
  withRefused,
  withTimePutRight,
  type Waiting,
} from "./outbox";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const seen = (itemId: string, result: "met" | "missed"): DrillCommand => ({
  type: "ObserveItem",
  lane: 1,
  itemId,
  result,
  note: "",
  observedAtMs: 61_000,
});
const entry = (n: number, command: DrillCommand): Waiting => ({ commandId: id(n), command, madeAtMs: n });

describe("the evaluator's outbox", () => {
  test("reads back what it kept, with the time at which it was seen", () => {
    const waiting = [entry(1, seen("a", "met"))];
    expect(outboxFrom(JSON.stringify(waiting))).toEqual(waiting);
  });

  test("keeps only the last word on an item, so that a queue of second thoughts is sent once", () => {
    const first = withEntry([], entry(1, seen("a", "met")), null);
    const second = withEntry(first, entry(2, seen("a", "missed")), null);
    expect(second.map(({ commandId }) => commandId)).toEqual([id(2)]);
  });

  test("does not drop an entry that is on its way, because it may have arrived", () => {
    const first = withEntry([], entry(1, seen("a", "met")), null);
    const second = withEntry(first, entry(2, seen("a", "missed")), id(1));
    expect(second.map(({ commandId }) => commandId)).toEqual([id(1), id(2)]);
  });

  test("keeps every note", () => {
    const note: DrillCommand = { type: "TakeNote", lane: 1, text: "late", observedAtMs: 1 };
    const waiting = withEntry([entry(1, note)], entry(2, note), null);
    expect(waiting).toHaveLength(2);
    expect(withoutEntry(waiting, id(1))).toEqual([entry(2, note)]);
  });

  test("sends the others while one is refused, and that one in its old place once it is to be tried again", () => {
    const note = (n: number): Waiting =>
      entry(n, { type: "TakeNote", lane: 1, text: `note ${n}`, observedAtMs: 1 });
    const refused = withRefused([note(1), note(2)], id(1), { sentence: "No.", atMs: 9 });
    expect(nextToSend(refused)?.commandId).toBe(id(2));
    expect(outboxFrom(JSON.stringify(refused))).toEqual(refused);
    const again = withAnotherTry(refused, id(1));
    expect(again).toEqual([note(1), note(2)]);
    expect(nextToSend(again)?.commandId).toBe(id(1));
  });

  test("reads what an older release kept, and loses no entry beside one it cannot read", () => {
    const old = entry(1, seen("a", "met"));
    const text = JSON.stringify([
      { commandId: "x" },
      old,
      { ...old, commandId: id(2), command: { type: "Gone" } },
    ]);
    expect(outboxFrom(text)).toEqual([old]);
  });

  test("makes nothing of what it cannot read", () => {
    expect(outboxFrom(null)).toEqual([]);
    expect(outboxFrom("{")).toEqual([]);
    expect(outboxFrom('[{"commandId":"x"}]')).toEqual([]);
  });
});

describe("the time of an entry", () => {
  const HOUR = 3_600_000;
  const note: DrillCommand = {
    type: "TakeNote",
    lane: 1,
    text: "seen",
    observedAtMs: 4 * HOUR,
    counted: { sinceWallMs: 1, wallMs: 100 * HOUR },
  };
  const clock = { page: "p", deviceMs: 0, offsetMs: 0, rate: 2 };

  test("is put right by what is learnt of the clock later, in drill time at the drill's rate", () => {
    expect(withTimePutRight({ ...entry(1, note), clock }, -HOUR)).toEqual({
      ...note,
      observedAtMs: 2 * HOUR,
      counted: { sinceWallMs: 1, wallMs: 99 * HOUR },
    });
  });

  test("stays as it is when the clock was right, or nothing is known of it", () => {
    expect(withTimePutRight({ ...entry(1, note), clock }, 80)).toEqual(note);
    expect(withTimePutRight(entry(1, note), -HOUR)).toEqual(note);
  });
});
