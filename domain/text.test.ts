import { expect, test } from "vitest";
import { z } from "zod";
import { LocalText, inBothLanguages, textBy } from "./text";

test("a text in one language stands in for the other wherever it is, and nothing else changes", () => {
  const scenario = {
    title: { zh: "标题", en: " " },
    injects: [{ id: "a", from: { zh: "", en: "Caller" }, effects: [null, 1, "x"] }],
    truth: { zh: "", en: "" },
  };
  expect(inBothLanguages(scenario)).toEqual({
    title: { zh: "标题", en: "标题" },
    injects: [{ id: "a", from: { zh: "Caller", en: "Caller" }, effects: [null, 1, "x"] }],
    truth: { zh: "", en: "" },
  });
});

test("a text in a language that came later is one, and those stored before read to the byte", () => {
  const later = textBy(["fr"], z.string());
  const stored = '{"zh":"火","en":""}';
  expect(JSON.stringify(later.parse(JSON.parse(stored)))).toBe(stored);
  expect(JSON.stringify(LocalText.parse(JSON.parse(stored)))).toBe(stored);
  const written = { zh: "火", en: "Fire", fr: "Feu" };
  expect(later.parse(written)).toEqual(written);
  // What is in a language that nobody knows is not lost in silence.
  expect(LocalText.safeParse(written).success).toBe(false);
  expect(later.safeParse({ zh: "火", fr: "Feu" }).success).toBe(false);
});
