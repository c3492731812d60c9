import { expect, test } from "vitest";
import { copyTitle } from "./copy-title";

test("a copy is called like what it was made from, marked as a copy in each language that has a title", () => {
  expect(copyTitle({ zh: "夜半醉汉", en: "$& {title}" })).toEqual({
    zh: "夜半醉汉（副本）",
    en: "$& {title} (copy)",
  });
  expect(copyTitle({ zh: "夜半醉汉", en: "" })).toEqual({ zh: "夜半醉汉（副本）", en: "" });
});
