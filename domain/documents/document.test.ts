import { fc } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { FilledText, LocalText } from "@/domain/text";
import {
  documentIn,
  documentKind,
  readDocument,
  readUnfinished,
  unfinishedIn,
  versionOf,
  type DocumentKind,
  type Stored,
} from "./document";

// A made-up kind with three versions: a title got a second language, and minutes became milliseconds.
const First = z.strictObject({ title: z.string(), minutes: z.number() });
const Second = z.strictObject({ schemaVersion: z.literal(2), title: LocalText, minutes: z.number() });
const Third = z.strictObject({ schemaVersion: z.literal(3), title: FilledText, lengthMs: z.number().min(0) });

const migrations = {
  1: (stored: Stored): Stored => {
    const { title, ...rest } = First.parse(stored);
    return { ...rest, title: { zh: title, en: "" } };
  },
  2: (stored: Stored): Stored => {
    const { minutes, title } = Second.parse(stored);
    return { title, lengthMs: minutes * 60_000 };
  },
};
const note = documentKind({ name: "note", version: 3, schema: Third, migrations });

const title = fc.string({ minLength: 1 }).map((text) => `x${text}`);
const first = fc.record({ title, minutes: fc.nat() });
const second = fc.record({
  schemaVersion: fc.constant(2 as const),
  title: fc.record({ zh: title, en: title }),
  minutes: fc.nat(),
});
const third = fc.record({
  schemaVersion: fc.constant(3 as const),
  title: fc.record({ zh: title, en: title }),
  lengthMs: fc.nat(),
});
const anyVersion = fc.oneof(first, second, third);

describe("a stored document", () => {
  test("of an old version reads as the one that its migration makes of it reads", () => {
    fc.assert(
      fc.property(first, (stored) => {
        const next = { ...migrations[1](stored), schemaVersion: 2 };
        const last = { ...migrations[2](next), schemaVersion: 3 };
        expect(readDocument(note, stored)).toEqual(readDocument(note, next));
        expect(readDocument(note, next)).toEqual(readDocument(note, last));
      }),
    );
  });

  test("of any known version is read, as one of today, and reads the same when it is stored again", () => {
    fc.assert(
      fc.property(anyVersion, (stored) => {
        const read = readDocument(note, stored);
        expect(read.schemaVersion).toBe(3);
        expect(readDocument(note, JSON.parse(JSON.stringify(read)))).toEqual(read);
      }),
    );
  });

  test("is not changed by being read", () => {
    fc.assert(
      fc.property(anyVersion, (stored) => {
        const before = JSON.stringify(stored);
        readDocument(note, Object.freeze(stored));
        expect(JSON.stringify(stored)).toBe(before);
      }),
    );
  });

  test("of today's version comes back to the byte", () => {
    fc.assert(
      fc.property(third, (stored) => {
        expect(JSON.stringify(readDocument(note, stored))).toBe(JSON.stringify(stored));
      }),
    );
  });

  test("of a later release is refused with both versions, by every way of reading it", () => {
    const newer = fc.tuple(anyVersion, fc.integer({ min: 4, max: 1_000 }));
    const inside = z.strictObject({ note: documentIn(note) });
    fc.assert(
      fc.property(newer, ([stored, schemaVersion]) => {
        const document: unknown = { ...stored, schemaVersion };
        const refusal = expect.objectContaining({
          name: "Refusal",
          code: "document-newer",
          params: { version: schemaVersion, known: 3 },
        });
        expect(() => readDocument(note, document)).toThrow(refusal);
        expect(() => readUnfinished(note, document)).toThrow(refusal);
        expect(() => inside.safeParse({ note: document })).toThrow(refusal);
        expect(() => unfinishedIn(note).safeParse(document)).toThrow(refusal);
      }),
    );
  });

  test("keeps empty texts on the road only where it may be unfinished", () => {
    const stored = { title: "", minutes: 2 };
    const read = { title: { zh: "", en: "" }, lengthMs: 120_000, schemaVersion: 3 };
    expect(readUnfinished(note, stored)).toEqual(read);
    expect(unfinishedIn(note).parse(stored)).toEqual(read);
    expect(() => readDocument(note, stored)).toThrow(z.ZodError);
  });

  test("inside another one goes the same road, and what is wrong with it is told by its place", () => {
    const inside = z.strictObject({ note: documentIn(note) });
    expect(inside.parse({ note: { title: "a", minutes: 1 } })).toEqual({
      note: { title: { zh: "a", en: "" }, lengthMs: 60_000, schemaVersion: 3 },
    });
    const { error } = inside.safeParse({ note: { title: "a", minutes: -1 } });
    expect(error?.issues.map(({ path }) => path)).toEqual([["note", "lengthMs"]]);
    expect(inside.safeParse({}).success).toBe(false);
  });
});

test.each([
  ["nothing", {}, 1],
  ["a version", { schemaVersion: 7 }, 7],
  ["a text", { schemaVersion: "2" }, null],
  ["zero", { schemaVersion: 0 }, null],
  ["half a version", { schemaVersion: 1.5 }, null],
  ["null", { schemaVersion: null }, null],
])("a document that says %s of its version", (_what, stored, version) => {
  expect(versionOf(stored)).toBe(version);
});

test.each([[null], ["a text"], [[]], [{ schemaVersion: "2" }], [{ schemaVersion: 0 }]])(
  "what is no document of any version is refused by the schema: %j",
  (stored) => {
    expect(() => readDocument(note, stored)).toThrow(z.ZodError);
  },
);

test("a version that no migration leads on from does not compile", () => {
  const schema = Third;
  const forgetful = { name: "note", version: 3, schema } as const;
  // @ts-expect-error The second migration is missing.
  const kind: DocumentKind = documentKind({ ...forgetful, migrations: { 1: migrations[1] } });
  // @ts-expect-error The schema says that it is the third version.
  documentKind({ ...forgetful, version: 4, migrations: { ...migrations, 3: migrations[1] } });
  expect(() => readDocument(kind, { schemaVersion: 2, title: { zh: "", en: "" }, minutes: 1 })).toThrow(
    "No migration leads on from version 2 of a note.",
  );
});
