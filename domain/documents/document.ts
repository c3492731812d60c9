import { z } from "zod";
import { Refusal } from "@/domain/refusal";
import { unfinished } from "@/domain/unfinished";

/** A document as it was stored, in whatever version. */
export type Stored = Readonly<Record<string, unknown>>;

/**
 * Makes of a document of one version one of the next. It changes nothing in place, looks at nothing but its argument,
 * and takes a draft as well as a finished document: any text in it may be empty. The new version is written into the
 * document for it.
 */
export type Migration = (stored: Stored) => Stored;

/** What a version says of itself inside a document. The first one need not. */
type SaysVersion<Version extends number> = Version extends 1
  ? { schemaVersion?: 1 | undefined }
  : { schemaVersion: Version };

/** The versions before one: 1 | 2 for 3. */
type Before<Version extends number, Counted extends 0[] = [0]> = Counted["length"] extends Version
  ? never
  : Counted["length"] | Before<Version, [...Counted, 0]>;

/** A kind of document that is stored as a whole, and the road from every version of it to the one of today. */
export type DocumentKind<Schema extends z.ZodType = z.ZodType> = {
  readonly name: string;
  /** What is written today. */
  readonly version: number;
  /** The shape of that version. */
  readonly schema: Schema;
  /** By the version that each one starts from. */
  readonly migrations: Readonly<Partial<Record<number, Migration>>>;
};

/** Defines a kind of document. A version from which no migration leads on does not compile. */
export function documentKind<
  const Version extends number,
  Schema extends z.ZodType<SaysVersion<Version>>,
>(kind: {
  name: string;
  version: Version;
  schema: Schema;
  migrations: { readonly [From in Before<Version>]: Migration };
}): DocumentKind<Schema> {
  return kind;
}

/**
 * Reads a stored document of any version as one of today.
 *
 * @throws {Refusal} "document-newer" when a later release wrote it.
 * @throws {z.ZodError} when it is no document of this kind.
 */
export function readDocument<Schema extends z.ZodType>(
  kind: DocumentKind<Schema>,
  stored: unknown,
): z.output<Schema> {
  return kind.schema.parse(asOfToday(kind, stored));
}

/** Like `readDocument`, for what somebody is still writing: its texts may be empty (`unfinished`). */
export function readUnfinished<Schema extends z.ZodType>(
  kind: DocumentKind<Schema>,
  stored: unknown,
): z.output<Schema> {
  return unfinished(kind.schema).parse(asOfToday(kind, stored));
}

/** `readDocument` as a schema: for a document inside of another one, or of an event. */
export function documentIn<Schema extends z.ZodType>(
  kind: DocumentKind<Schema>,
): z.ZodType<z.output<Schema>, z.input<Schema>> {
  return z.preprocess((stored: z.input<Schema>) => asOfToday(kind, stored), kind.schema);
}

/** `readUnfinished` as a schema: for a draft that comes in, perhaps from a page of an earlier release. */
export function unfinishedIn<Schema extends z.ZodType>(
  kind: DocumentKind<Schema>,
): z.ZodType<z.output<Schema>, z.input<Schema>> {
  return z.preprocess((stored: z.input<Schema>) => asOfToday(kind, stored), unfinished(kind.schema));
}

/**
 * The version of a stored document: 1 where it says none.
 *
 * @returns null for what is no document, or says something that is no version.
 */
export function versionOf(stored: unknown): number | null {
  if (!isStored(stored)) return null;
  const { schemaVersion = 1 } = stored;
  return typeof schemaVersion === "number" && Number.isInteger(schemaVersion) && schemaVersion >= 1
    ? schemaVersion
    : null;
}

/**
 * Takes a document along the road to the version of today, without looking at whether it is a sound one: what has no
 * version is left to the schema, which says what is wrong with it.
 */
function asOfToday({ name, version, migrations }: DocumentKind, stored: unknown): unknown {
  const from = versionOf(stored);
  if (from === null || !isStored(stored)) return stored;
  // Half of it might be understood, and the other half lost when it is stored again.
  if (from > version) throw new Refusal("document-newer", { version: from, known: version });
  let document = stored;
  for (let at = from; at < version; at += 1) {
    const migrate = migrations[at];
    if (!migrate) throw new Error(`No migration leads on from version ${at} of a ${name}.`);
    document = { ...migrate(document), schemaVersion: at + 1 };
  }
  return document;
}

function isStored(value: unknown): value is Stored {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
