import { expect, test } from "vitest";
import { z } from "zod";
import { FilledText } from "./text";
import { unfinished, unwrittenIn } from "./unfinished";

const Card = z.strictObject({
  title: FilledText,
  points: z.number().min(0),
  side: z.enum(["a", "b"]).default("a"),
  rows: z.array(
    z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("text"), text: FilledText })]),
  ),
});
const empty = { zh: "", en: " " };

test("a draft keeps its empty texts, and what the schema adds of itself", () => {
  const draft = { title: empty, points: 1, rows: [{ kind: "text", text: empty }] };
  expect(unfinished(Card).parse(draft)).toEqual({ ...draft, side: "a" });
});

test("any other fault of a draft is refused where it is, with an empty text beside it too", () => {
  const draft = { title: empty, points: -1, rows: [{ kind: "text", text: { zh: "" } }], more: 1 };
  const paths = unfinished(Card)
    .safeParse(draft)
    .error?.issues.map(({ path }) => path.join("."));
  expect(paths).toEqual(expect.arrayContaining(["points", "rows.0.text.en", ""]));
  expect(paths).not.toContain("title");
});

test("what is still to be written is told by its place", () => {
  const draft = { title: { zh: "名", en: "" }, points: 1, rows: [{ kind: "text", text: empty }] };
  expect(unwrittenIn(Card, draft)).toEqual([["rows", 0, "text"]]);
  expect(unwrittenIn(Card, { ...draft, rows: [] })).toEqual([]);
});
