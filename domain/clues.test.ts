import { describe, expect, test } from "vitest";
import { cluesIn, type Choice } from "./clues";

/** A question with options of these lengths, the best one at this place. */
function choice(at: number, lengths: number[], en: number[] = []): Choice {
  const options = lengths.map((length, i) => ({
    id: `o${i}`,
    label: { zh: "字".repeat(length), en: "w".repeat(en[i] ?? 0) },
  }));
  return { path: ["decisions", at], options, best: [`o${at}`] };
}

describe("what gives the best option away", () => {
  test("its place does where it is written first in every question", () => {
    const first = choice(0, [5, 5, 5]);
    expect(cluesIn([first, first])).toEqual([{ clue: "first-in-all" }]);
    expect(cluesIn([first, choice(1, [5, 5, 5])])).toEqual([]);
    expect(cluesIn([first])).toEqual([]);
  });

  test("its length does where it is the longest in more than half of three questions or more", () => {
    const longest = choice(1, [9, 10, 9]);
    const other = choice(2, [10, 9, 9]);
    const found = { clue: "longest-in-most", locale: "zh", longest: 2, of: 3 };
    expect(cluesIn([longest, longest, other])).toEqual([found]);
    expect(cluesIn([longest, other, other])).toEqual([]);
    expect(cluesIn([longest, longest])).toEqual([]);
  });

  test("its length does in one language too, and not in one that is not written yet", () => {
    const inEnglish = choice(1, [10, 9, 9], [20, 40, 20]);
    expect(cluesIn([inEnglish])).toEqual([{ clue: "far-longer", path: ["decisions", 1], locale: "en" }]);
    expect(cluesIn([choice(1, [10, 9, 9], [0, 40, 20])])).toEqual([]);
  });

  test("it is far longer only beyond one and a half times the mean of the others", () => {
    expect(cluesIn([choice(1, [10, 15, 10])])).toEqual([]);
    expect(cluesIn([choice(1, [10, 16, 10])])).toHaveLength(1);
  });

  test("nothing does where every option counts in full", () => {
    const even = { ...choice(0, [30, 5]), best: ["o0", "o1"] };
    expect(cluesIn([even, even])).toEqual([]);
  });
});
