import { expect, test } from "vitest";
import { inBothLanguages } from "./text";

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
