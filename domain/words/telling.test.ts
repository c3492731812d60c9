import { describe, expect, test } from "vitest";
import { inEveryLanguage, sentence } from "./sentence";
import type { Saying, Sentences } from "./said";
import { tellingIn } from "./telling";

/** A catalogue for these tests alone: what the syntax can do does not hang on what the product says today. */
const telling = (message: string) => {
  const messages = { units: { hours: message } } as unknown as Sentences;
  const tell = tellingIn("en", messages, (error) => {
    throw error;
  });
  return (values?: Record<string, Saying>) =>
    tell({ say: "units.hours", ...(values ? { with: values } : {}) });
};

describe("what rules say becomes a text", () => {
  test("in the reader's language, with names by language and sentences within sentences", () => {
    const name = { zh: "临江路", en: "River Road" };
    expect(sentence(name, "zh")).toBe("临江路");
    const outer = telling("{place}: {what}");
    expect(outer({ place: name, what: { say: "units.hours", with: { place: "a", what: "b" } } })).toBe(
      "River Road: a: b",
    );
  });

  test("of which a part is left out where there is nothing to put in", () => {
    const paused = telling("Paused{has_reason, select, yes {: {reason}} other {}}.");
    expect([paused({ reason: "lunch" }), paused({ reason: "" })]).toEqual(["Paused: lunch.", "Paused."]);
  });

  test("with a capital letter at its beginning, except in names, which are written as their owners do", () => {
    const said = telling("{who_begins} left.");
    const article = { say: "units.hours", with: { who: "x" } } as const;
    expect([said({ who: "rita" }), said({ who: { zh: "rita", en: "rita" } })]).toEqual([
      "rita left.",
      "rita left.",
    ]);
    expect(said({ who: article })).toBe("X left. left.");
  });

  test("without its full stop where the sentence around it goes on", () => {
    expect(telling("{what_open} (seen).")({ what: "It fell." })).toBe("It fell (seen).");
  });

  test("and never quietly lacks a value", () => {
    expect(() => telling("{who} left.")({})).toThrow(/who/);
    expect(() => telling("{who} left.")()).toThrow();
  });

  test("and a page that does not know the message shows its name instead of failing", () => {
    expect(tellingIn("en", {})({ say: "units.hours", with: { n: 1 } })).toBe("units.hours");
  });
});

test.each<[Saying, string, string]>([
  [{ lengthMs: 0 }, "0 秒", "0 s"],
  [{ lengthMs: 45 * 60_000 }, "45 分钟", "45 min"],
  [{ lengthMs: 200_000 }, "3 分 20 秒", "3 min 20 s"],
  [{ lengthMs: 3_900_000 }, "1 小时 5 分", "1 h 5 min"],
  [{ lengthMs: 7_200_000 }, "2 小时", "2 h"],
  [{ lengthMs: 999 }, "1 秒", "1 s"],
  [{ share: 0.999 }, "99%", "99 %"],
  [{ share: 0.29 }, "29%", "29 %"],
  [{ list: ["甲", "乙", "丙"], as: "each" }, "甲、乙、丙", "甲, 乙, 丙"],
  [{ list: ["甲", "乙", "丙"], as: "and" }, "甲、乙和丙", "甲, 乙, and 丙"],
  [{ list: ["甲", "乙"], as: "or" }, "甲或乙", "甲 or 乙"],
  [{ list: [], as: "each" }, "", ""],
  [3.5, "3.5", "3.5"],
])("lengths, shares, lists and numbers are told one way: %j", (what, zh, en) => {
  expect(inEveryLanguage(what)).toEqual({ zh, en });
});
