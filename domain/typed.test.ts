import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { charactersOf, excerptOf, firstCharacters, fitting, shortened } from "./shortened";
import { DEPTH_MAX, ENTRIES_MAX, firstUnstorable, TEXT_MAX } from "./storable";
import { asSearched, asTyped, holdsWords, numberFromText, searchedInPlace, timeOfDayFromText } from "./typed";

describe("what is typed in full width, or pasted with what nobody sees, is read as meant", () => {
  test.each([
    ["ＫＭ２Ｐ７Ｘ", "KM2P7X"],
    ["０５：３０", "05:30"],
    ["　１０１　２　", "101 2"],
    ["ａ＠ｂ。ｃｎ", "a@b.cn"],
    ["TR01\u2013778", "TR01-778"],
    ["TR01－778", "TR01-778"],
    ["\u202aKM2P7X\u202c\u200b", "KM2P7X"],
    ["接警。去现场", "接警。去现场"],
  ])("%j as %j", (typed, meant) => {
    expect(asTyped(typed)).toBe(meant);
  });

  test.each([
    ["１２．５", 12.5],
    ["12。5", 12.5],
    ["−3", -3],
    [" 7 ", 7],
    [".5", 0.5],
    ["", null],
    ["5分", null],
    ["1e300", null],
    ["Infinity", null],
    ["0x10", null],
    ["9".repeat(16), null],
  ])("%j as the number %j", (typed, number) => {
    expect(numberFromText(typed)).toBe(number);
  });
});

test("a search finds the words that people read, however either was typed", () => {
  expect(holdsWords("ＫＴＶ噪声 Ⅳ级", "ktv iv级")).toBe(true);
  expect(holdsWords("KTV噪声", "ＫＴＶ　噪声")).toBe(true);
  expect(holdsWords("KTV噪声", "网吧")).toBe(false);
});

describe("what is found in a text is found in its place, in whole characters", () => {
  const foundIn = (text: string, query: string) => {
    const { searched, starts, ends } = searchedInPlace(text);
    const at = searched.indexOf(asSearched(query));
    return at < 0 ? null : text.slice(starts[at], ends[at + asSearched(query).length - 1]);
  };
  test.each([
    ["深夜ＫＴＶ噪声", "ktv", "ＫＴＶ"],
    ["深夜KTV噪声", "ｋｔｖ", "KTV"],
    ["重 5㎏ 的包", "kg", "㎏"],
    ["半角ｶﾞｽ泄漏", "ガス", "ｶﾞｽ"],
    ["Cafe\u0301 au lait", "café", "Cafe\u0301"],
    ["K\u200bTV", "ktv", "K\u200bTV"],
    ["版本３。５", "3.5", "３。５"],
    ["TR01－778", "tr01-778", "TR01－778"],
    ["one  two", "one two", "one  two"],
    ["👨‍👩‍👧 a", "a", "a"],
  ])("in %j %j is %j", (text, query, found) => {
    expect(foundIn(text, query)).toBe(found);
  });

  property.prop([fc.string({ unit: "grapheme" })])(
    "as everything is searched, but for blanks around it",
    (text) => {
      const { searched, starts, ends } = searchedInPlace(text);
      expect([starts.length, ends.length]).toEqual([searched.length, searched.length]);
      expect(searched.trim()).toBe(asSearched(text));
    },
  );
});

describe("a text that is cut", () => {
  test.each([
    ["👨‍👩‍👧👍🏽🇨🇳", 2, "👨‍👩‍👧…"],
    ["Cafe\u0301 au lait", 4, "Caf…"],
    ["潮声队", 3, "潮声队"],
    ["𠮷𠮷𠮷", 2, "𠮷…"],
    ["", 3, ""],
  ])("%j to %i characters is %j", (text, count, cut) => {
    expect(shortened(text, count)).toBe(cut);
  });

  test("in the middle is widened to whole characters", () => {
    expect(excerptOf("ab👨‍👩‍👧cd", 4, 6)).toBe("…👨‍👩‍👧…");
    expect(excerptOf("abcd", 0, 9)).toBe("abcd");
  });

  const text = fc.string({ unit: "grapheme", maxLength: 60 });
  property.prop([text, fc.nat(80)])("ends between two characters as people see them", (whole, most) => {
    const characters = [...charactersOf(whole)];
    for (const cut of [firstCharacters(whole, most), fitting(whole, most)]) {
      const kept = [...charactersOf(cut)];
      expect(kept).toEqual(characters.slice(0, kept.length));
    }
    expect(firstCharacters(whole, most)).toBe(characters.slice(0, most).join(""));
    expect(fitting(whole, most).length).toBeLessThanOrEqual(most);
  });
});

describe("what cannot be kept as it was sent", () => {
  test.each([
    [{ title: "a\0b" }, ["title"], "text-not-storable"],
    [{ list: ["fine", { deep: "\ud83d" }] }, ["list", 1, "deep"], "text-not-storable"],
    [{ outer: { "ke\0y": 1 } }, ["outer"], "text-not-storable"],
    [{ first: "\0", second: "\0" }, ["first"], "text-not-storable"],
    [{ many: Array.from({ length: ENTRIES_MAX + 1 }, () => 0) }, ["many"], "too-many-entries"],
    [{ far: 1e300 }, ["far"], "number-too-large"],
    [{ far: -Infinity }, ["far"], "number-too-large"],
    [{ far: NaN }, ["far"], "number-too-large"],
    [{ long: "x".repeat(TEXT_MAX + 1) }, ["long"], "text-too-long"],
  ])("is found with its place: %#", (value, path, why) => {
    expect(firstUnstorable(value)).toEqual({ path, why });
  });

  test("is found however deep it is nested, and depth itself has an end", () => {
    let deep: unknown = "end";
    for (let i = 0; i < 100_000; i += 1) deep = [deep];
    expect(firstUnstorable(deep)).toMatchObject({ why: "nested-too-deep" });
    let fine: unknown = "end";
    for (let i = 0; i < DEPTH_MAX; i += 1) fine = { fine };
    expect(firstUnstorable(fine)).toBeNull();
  });

  property.prop([fc.string({ unit: "binary" })])("is never a whole text without NUL", (text) => {
    const whole = [...text].every((one) => one !== "\0" && !/^[\ud800-\udfff]$/.test(one));
    expect(firstUnstorable({ text })).toEqual(whole ? null : expect.anything());
  });
});

describe("a time of day", () => {
  test.each([
    ["23:35", "23:35"],
    ["８：０５", "08:05"],
    ["2335", "23:35"],
    ["805", "08:05"],
    ["23.35", "23:35"],
    ["23时35分", "23:35"],
    ["8点", "08:00"],
    ["晚上11点35", "23:35"],
    ["凌晨12点05分", "00:05"],
    ["中午12点", "12:00"],
    ["11:35 PM", "23:35"],
    ["12:10am", "00:10"],
  ])("is read from %s", (typed, time) => {
    expect(timeOfDayFromText(typed)).toBe(time);
  });

  test.each(["", "8", "24:00", "12:60", "13:00 pm", "0:10am", "5分", "11:35:20", "noon"])(
    "is none in %s",
    (typed) => {
      expect(timeOfDayFromText(typed)).toBeNull();
    },
  );
});
