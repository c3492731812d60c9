import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { readCard } from "./stored";

const fixture = (file: string) =>
  readFileSync(path.join(import.meta.dirname, "released", file), "utf8").trimEnd();

/** Cards as releases stored them, never edited: by the rules they were made with, and what their text comes to. */
const RELEASED: [string, string, number][] = [
  ["version-1-rules-1.jsonl", "c81dbfbb8c349689c186019d9d178a865036c7c637b460a46c269d3dbec3933a", 1],
  ["version-1-rules-2.jsonl", "256eb41663c5b464f880047e24ad39be693cdb11de779e99a5cc8c280d9e5044", 2],
  ["version-2-rules-3.jsonl", "af13c05421dd9ba562ef8414649b1f2a68bb92fcfda7a281e69116c8ffe0b393", 3],
];

test.each(RELEASED)(
  "the released cards in %s are shown as they were stored, to the byte",
  (file, sha, rules) => {
    const text = fixture(file);
    expect(createHash("sha256").update(text).digest("hex")).toBe(sha);
    const cards = text.split("\n").map((line) => readCard(JSON.parse(line)));
    expect(cards.map((card) => JSON.stringify(card)).join("\n")).toBe(text);
    expect(new Set(cards.map(({ rulesVersion }) => rulesVersion))).toEqual(new Set([rules]));
  },
);

test("a card of a later release is refused, and never shown in half", () => {
  const [line = ""] = fixture("version-1-rules-2.jsonl").split("\n");
  const newer: unknown = { ...z.looseObject({}).parse(JSON.parse(line)), schemaVersion: 3 };
  expect(() => readCard(newer)).toThrow(
    expect.objectContaining({ code: "document-newer", params: { version: 3, known: 2 } }),
  );
});

test("a card that says that it is of the first version is one of the first version", () => {
  const [line = ""] = fixture("version-1-rules-2.jsonl").split("\n");
  const card = { schemaVersion: 1, ...z.looseObject({}).parse(JSON.parse(line)) };
  expect(readCard(card)).toEqual(card);
});
