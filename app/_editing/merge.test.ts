import { expect, test } from "vitest";
import { z } from "zod";
import { merged } from "./merge";
import { storablePart } from "./storable";

type Plan = { title: string; rows: { id: string; name: string; atMs: number }[] };
const row = (id: string, name = id, atMs = 0) => ({ id, name, atMs });
const base: Plan = { title: "Plan", rows: [row("a"), row("b")] };

test("keeping mine keeps the colleague's other row, and what they added", () => {
  const mine = { ...base, rows: [row("a", "mine"), row("b")] };
  const theirs = { ...base, rows: [row("a"), row("new"), row("b", "theirs")] };
  expect(merged(base, mine, theirs)).toEqual({
    content: { title: "Plan", rows: [row("a", "mine"), row("new"), row("b", "theirs")] },
    clashes: [],
  });
});

test("two fields of one row are put together", () => {
  const mine = { ...base, rows: [row("a", "mine"), row("b")] };
  const theirs = { ...base, rows: [row("a", "a", 5), row("b")] };
  expect(merged(base, mine, theirs).content.rows[0]).toEqual(row("a", "mine", 5));
});

test("of a field that both changed mine stands, and theirs is told", () => {
  const result = merged(base, { ...base, title: "Mine" }, { ...base, title: "Theirs" });
  expect(result.content.title).toBe("Mine");
  expect(result.clashes).toEqual([{ path: ["title"], mine: "Mine", theirs: "Theirs" }]);
});

test("a row taken away stays away, unless the other one has worked on it", () => {
  const without = { ...base, rows: [row("a")] };
  expect(merged(base, without, { ...base, title: "T" }).content.rows).toEqual([row("a")]);
  expect(merged(base, without, { ...base, rows: [row("a"), row("b", "worked on")] }).content.rows).toEqual([
    row("a"),
    row("b", "worked on"),
  ]);
  expect(merged(base, { ...base, title: "T" }, without).content.rows).toEqual([row("a")]);
});

const Schema = z.object({
  title: z.string().min(1),
  rows: z.array(z.object({ id: z.string(), name: z.string().min(1), atMs: z.number() })),
});

test("one empty field holds back itself and nothing else", () => {
  const content = { title: "", rows: [row("a", "", 7), row("b", "typed")] };
  expect(storablePart(content, base, Schema)).toEqual({
    title: "Plan",
    rows: [row("a", "a", 7), row("b", "typed")],
  });
});

test("a new row waits until it fits, and the rest does not wait for it", () => {
  const content = { ...base, title: "Typed", rows: [...base.rows, row("c", "")] };
  expect(storablePart(content, base, Schema)).toEqual({ ...base, title: "Typed" });
});

test("a document that fits is stored as it is", () => {
  expect(storablePart(base, base, Schema)).toBe(base);
});
