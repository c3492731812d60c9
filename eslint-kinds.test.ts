import { expect, test } from "vitest";
import { KINDS, tryKinds } from "./server/ops/launch/every-kind.mjs";

// All kinds take a minute: `npm run house -- kinds` tries them. Here stands the cheapest of them, with a part that
// nobody asks for, which has to be found.
test("a new kind of inject is not built without any of its parts, nor linted without its line in the table", () => {
  const inject = KINDS.find(({ name }) => name === "inject kind");
  if (!inject?.own) throw new Error("An inject kind has a file of its own.");
  const { own, asked } = inject;
  const parts = { ...own.parts, nothing: "// Nobody asks for a comment." };
  const rules = asked.filter((file) => file.startsWith("domain/"));
  const tried = tryKinds([{ ...inject, own: { ...own, parts }, places: {}, asked: rules }]);
  expect(tried.map(({ part, asks }) => [part, asks])).toEqual([
    ...Object.keys(own.parts).map((part) => [part, "compiler"]),
    ["nothing", null],
    ["line in the table", "lint"],
  ]);
});
