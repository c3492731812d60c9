import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { caseDocument } from "@/domain/case-study/document";
import { readDocument, readUnfinished, versionOf, type DocumentKind } from "@/domain/documents/document";
import { setupDocument } from "@/domain/drill/terms";
import { groundDocument } from "@/domain/ground/document";
import { policyDocument } from "@/domain/policy/document";
import { scenarioDocument } from "@/domain/scenario/document";

/**
 * Documents as a release stored them, one of each kind and version: docs/decisions/0055-documents-with-versions.md.
 * They are never edited. Whoever raises a version stores one of the new version beside them.
 */
const folder = import.meta.dirname;
const text = (file: string) => readFileSync(path.join(folder, file), "utf8").trimEnd();
const digestOf = (file: string) => createHash("sha256").update(text(file)).digest("hex");

const KINDS: Record<string, DocumentKind> = {
  scenario: scenarioDocument,
  "case-study": caseDocument,
  ground: groundDocument,
  policy: policyDocument,
  setup: setupDocument,
};

const released = readdirSync(folder)
  .filter((file) => file.endsWith(".json") && file !== "digests.json")
  .map((file) => {
    const [, name = "", version] = /^(.+)-(\d+)\.json$/.exec(file) ?? [];
    const kind = KINDS[name];
    if (!kind) throw new Error(`${file} is of no known kind.`);
    return { file, kind, version: Number(version) };
  });

/** Freezes it to the last part: a migration that changes what it is given fails. */
function frozen(value: unknown): unknown {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe.each(released)("the stored document $file", ({ file, kind, version }) => {
  const stored = (): unknown => frozen(JSON.parse(text(file)));

  test("is as it was stored", () => {
    const digests = z.record(z.string(), z.string()).parse(JSON.parse(text("digests.json")));
    expect(digestOf(file)).toBe(digests[file]);
    expect(versionOf(stored())).toBe(version);
  });

  test("still reads, as a draft too, and reads the same when it is stored again", () => {
    const read = readDocument(kind, stored());
    expect(readUnfinished(kind, stored())).toEqual(read);
    expect(JSON.stringify(readDocument(kind, read))).toBe(JSON.stringify(read));
  });

  test.runIf(version === kind.version)(
    "comes back to the byte as long as its version is today's: another shape is another version",
    () => {
      expect(JSON.stringify(readDocument(kind, stored()))).toBe(text(file));
    },
  );
});

test("a document of every version of every kind is kept", () => {
  const kept = new Set(released.map(({ file }) => file));
  const wanted = Object.entries(KINDS).flatMap(([name, { version }]) =>
    Array.from({ length: version }, (_, before) => `${name}-${before + 1}.json`),
  );
  expect(wanted.filter((file) => !kept.has(file))).toEqual([]);
});
