import { describe, expect, test } from "vitest";
import type { DrillCommand } from "@/domain/drill/schema";
import { outboxFrom, withEntry, withoutEntry, type Waiting } from "./outbox";

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

  test("makes nothing of what it cannot read", () => {
    expect(outboxFrom(null)).toEqual([]);
    expect(outboxFrom("{")).toEqual([]);
    expect(outboxFrom('[{"commandId":"x"}]')).toEqual([]);
  });
});
