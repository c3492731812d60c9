import { describe, expect, test } from "vitest";
import { withEarlier } from "./with-earlier";

const entries = (from: number, to: number, of = "shown") =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ n: from + i, of }));
const fetched = (from: number, to: number) =>
  new Map(entries(from, to, "fetched").map((entry) => [entry.n, entry] as const));
const numbers = (list: readonly { n: number }[]) => list.map(({ n }) => n);

describe("a list with the earlier entries that were asked for", () => {
  test("asks for those before the first, until it begins with the first there is", () => {
    expect(withEarlier(entries(8, 10), new Map()).before).toBe(8);
    expect(withEarlier(entries(8, 10), fetched(4, 7)).before).toBe(4);
    const whole = withEarlier(entries(8, 10), fetched(1, 7));
    expect([numbers(whole.entries), whole.before]).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], null]);
    expect(withEarlier([], new Map())).toEqual({ entries: [], before: null });
  });

  test("asks for what lies between an old entry that is still shown and the latest", () => {
    const shown = [...entries(2, 2), ...entries(8, 10)];
    expect(withEarlier(shown, new Map()).before).toBe(8);
    const between = withEarlier(shown, fetched(3, 7));
    expect([numbers(between.entries), between.before]).toEqual([[2, 3, 4, 5, 6, 7, 8, 9, 10], 2]);
  });

  test("asks again for what left the view since, and shows what changed as it is now", () => {
    const moved = withEarlier(entries(12, 14), fetched(1, 9));
    expect([moved.before, numbers(moved.entries).slice(0, 3)]).toEqual([12, [1, 2, 3]]);
    expect(withEarlier(entries(1, 2), fetched(1, 2)).entries.map(({ of }) => of)).toEqual(["shown", "shown"]);
  });
});
