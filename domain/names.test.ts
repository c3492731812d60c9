import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { asNamed, canBeSeen, isSameName, nameKey } from "./names";

describe("a name", () => {
  test.each([
    "\u200b",
    "\u3164",
    "\u2060\ufeff",
    "\u202e",
    "\u00ad",
    "\u{e0041}",
    "\ufe0f",
    "\u115f\u1160",
    "\uffa0",
    "\u2800",
    "\u3000 \u2003",
    "\u0301",
    "\u034f\u061c\u180e",
    "\ud800",
    "\u20dd",
  ])("of nothing that can be seen is none: %j", (text) => {
    expect(asNamed(text)).toBe("");
    expect(canBeSeen(text)).toBe(false);
  });

  test.each([
    ["潮\u200b声\u2060队", "潮声队"],
    ["\u202e队鹰海", "队鹰海"],
    ["Sea\u3000 \u00a0Eagle ", "Sea Eagle"],
    ["Cafe\u0301", "Café"],
    ["葛\u{e0100}", "葛"],
    ["a\u0301\u0302\u0303\u0304\u0305\u0306", "á\u0302\u0303\u0304"],
    ["ＡＢＣ队", "ＡＢＣ队"],
    ["阿卜杜拉·买买提", "阿卜杜拉·买买提"],
    ["𠮷野", "𠮷野"],
  ])("%j is kept as %j", (typed, kept) => {
    expect(asNamed(typed)).toBe(kept);
  });

  test.each([
    ["ＡＢＣ队", "abc队"],
    ["Reef", "Rееf"],
    ["TEAM 1", "Team l"],
    ["Team O", "team 0"],
    ["HaIl", "Hall"],
    ["νiew", "view"],
    ["НΟТ", "HOT"],
    ["Ⅳ组", "IV组"],
    ["Straße", "STRASSE"],
    ["ΟΔΟΣ", "οδος"],
    ["潮声队", "潮\u200b声队"],
    ["海鹰 队", "海鹰\u3000\u3000队"],
    ["modern", "modem"],
    ["阿卜杜拉·买买提", "阿卜杜拉•买买提"],
    ["（一）队", "(一)队"],
    ["ロ岸", "口岸"],
    ["Κit", "Kit"],
  ])("%j and %j are the same to whoever reads them", (one, other) => {
    expect(isSameName(one, other)).toBe(true);
  });

  test.each([
    ["Hall", "Hail"],
    ["潮声队", "潮音队"],
    ["一队", "二队"],
    ["Team 1", "Team 2"],
    ["Café", "Cafe"],
    ["海鹰一", "海鹰二"],
  ])("%j and %j are two", (one, other) => {
    expect(isSameName(one, other)).toBe(false);
  });

  property.prop([fc.string({ unit: "binary", maxLength: 40 })])(
    "is the same however often it is asked for, and no longer",
    (text) => {
      expect(asNamed(asNamed(text))).toBe(asNamed(text));
      expect(nameKey(asNamed(text))).toBe(nameKey(text));
    },
  );
});
