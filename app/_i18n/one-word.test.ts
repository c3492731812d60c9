import { describe, expect, test } from "vitest";
import { messagesIn } from "./messages";

/** Every sentence of a catalogue with its dotted key. */
function sentencesOf(value: unknown, key = ""): [string, string][] {
  if (typeof value === "string") return [[key, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => sentencesOf(part, key ? `${key}.${name}` : name));
}

const keysWith = (locale: "zh" | "en", pattern: RegExp) =>
  sentencesOf(messagesIn(locale)).flatMap(([key, sentence]) => (pattern.test(sentence) ? [key] : []));

describe("one thing has one word on every screen", () => {
  test("those who play a scenario side by side are groups, in both languages", () => {
    expect(keysWith("zh", /第 ?\{\w+\} ?[线路道]|演练线|赛道/)).toEqual([]);
    // Not what a value is called inside braces.
    expect(keysWith("en", /(?<!\{|, )\b[Ll]anes?\b(?! ?[{},])/)).toEqual([]);
  });

  test("only a unit on the way to its own station returns to it", () => {
    expect(keysWith("zh", /归队中/)).toEqual(["console.unitStatus.returning"]);
  });

  test("what a side does is an action, and where a call stands is its status (docs/glossary.md)", () => {
    expect(
      keysWith(
        "en",
        /\b(a|the|that|this|no|of|its) moves?\b|^Moves?\b(?! (up|down|drill|the drill)\b)|\bdeeds?\b/i,
      ),
    ).toEqual(["drills.plan.move"]);
    expect(keysWith("en", /\bstages?\b/i)).toEqual([]);
    expect(keysWith("zh", /机组|行动步骤/)).toEqual([]);
  });

  test("those who are sent are units; a crew is the people of one, or a part in a team", () => {
    expect(keysWith("en", /\bcrews\b(?!, plural)|\b(a|the|first|nearest|this|that) crew\b/i)).toEqual([]);
  });

  test("no sentence writes a length of time by itself", () => {
    expect(keysWith("zh", /\{(minutes?|min)\} ?分.*\{(seconds?|sec)\} ?秒/)).toEqual([]);
  });
});
