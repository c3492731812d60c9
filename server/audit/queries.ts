import "server-only";
import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  lt,
  or,
  sql,
  type SQL,
  type SQLWrapper,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { holds, mayHold } from "@/server/db/text-search";
import { auditEntries } from "@/server/db/schema/audit";
import { users } from "@/server/db/schema/auth";
import { hiddenFrom } from "@/server/seats/queries";
import { BARE, CHAIN_START, hashOf, isMacOf, isSealed } from "./chain";
import type { AuditKeys } from "./keys";
import type { NotedHead } from "./noted-head";

export type AuditFilter = {
  /** The beginning of an action's name, such as "person". */
  action: string | null;
  /** Part of the name of who did it; empty for anybody. */
  actor: string;
  /** Part of the name of what it was done to, or its id; empty for anything. */
  object: string;
  result: "done" | "refused" | null;
  fromMs: number | null;
  untilMs: number | null;
  /** Continue with entries before this position; null for the newest. */
  before: number | null;
};

const PAGE_SIZE = 50;

const actors = alias(users, "actors");
const persons = alias(users, "persons");

/**
 * One page of the trail, newest first, and where the next page begins.
 *
 * Names are as they were written down. How one is written in Latin letters is not part of the trail: it is read
 * from the account, and only while the account still bears that name.
 */
export async function auditPage(db: Database, readerId: string, filter: AuditFilter) {
  const rows = await entriesOf(db, readerId, filter, PAGE_SIZE + 1);
  const entries = rows.slice(0, PAGE_SIZE);
  return { entries, next: rows.length > PAGE_SIZE ? (entries.at(-1)?.position ?? null) : null };
}

/** Entries that are exported at once; whoever wants more exports them in parts. */
export const EXPORT_MAX = 20_000;

/**
 * All entries that fit, newest first, to be taken out.
 *
 * @throws {Refusal} "export-too-large".
 */
export async function auditExport(db: Database, readerId: string, filter: Omit<AuditFilter, "before">) {
  const entries = await entriesOf(db, readerId, { ...filter, before: null }, EXPORT_MAX + 1);
  if (entries.length > EXPORT_MAX) throw new Refusal("export-too-large", { max: EXPORT_MAX });
  return entries;
}

async function entriesOf(db: Database, readerId: string, filter: AuditFilter, limit: number) {
  const page = db
    .select(entryColumns)
    .from(auditEntries)
    .where(and(isTellable(db, readerId), fitting(db, filter)))
    .orderBy(desc(auditEntries.position))
    .limit(limit)
    .as("audit_entries");
  // The names in Latin letters are looked up for what is told, and for nothing else.
  return db
    .select({
      position: page.position,
      atMs: page.atMs,
      actorId: page.actorId,
      actorName: page.actorName,
      actorLatinName: actors.latinName,
      address: page.address,
      action: page.action,
      objectType: page.objectType,
      objectId: page.objectId,
      objectName: page.objectName,
      objectLatinName: persons.latinName,
      result: page.result,
      detail: page.detail,
      hash: page.hash,
    })
    .from(page)
    .leftJoin(actors, and(eq(actors.id, page.actorId), eq(actors.name, page.actorName)))
    .leftJoin(persons, and(eq(persons.id, personIn(page)), eq(persons.name, page.objectName)))
    .orderBy(desc(page.position));
}

/** The id of the person that an entry is about; null for anything else. */
function personIn(entry: { objectType: SQLWrapper; objectId: SQLWrapper }): SQL<string | null> {
  return sql`case when ${entry.objectType} = 'person' and ${entry.objectId} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    then ${entry.objectId}::uuid end`;
}

/** Entries on a drill that is still hidden from the reader, because they play in it, are left out until its first call. */
function isTellable(db: Database, readerId: string): SQL {
  // Neither a type nor an id: it is about no drill, and so may be told.
  return sql`(${auditEntries.objectType} is distinct from 'drill' or ${auditEntries.objectId} is null
    or ${auditEntries.objectId} not in ${hiddenFrom(db, readerId)})`;
}

function fitting(
  db: Database,
  { before, action, actor, object, result, fromMs, untilMs }: AuditFilter,
): SQL | undefined {
  return and(
    before === null ? undefined : lt(auditEntries.position, before),
    action === null
      ? undefined
      : or(eq(auditEntries.action, action), sql`starts_with(${auditEntries.action}, ${`${action}.`})`),
    result === null ? undefined : eq(auditEntries.result, result),
    fromMs === null ? undefined : gte(auditEntries.atMs, fromMs),
    untilMs === null ? undefined : lt(auditEntries.atMs, untilMs),
    actor === ""
      ? undefined
      : or(
          and(mayHold(auditEntries.actorGrams, actor), holds(auditEntries.actorName, actor)),
          and(
            eq(auditEntries.actorId, anyOf(bearing(db, sql`${users.id}`, actor))),
            stillBears(auditEntries.actorId, auditEntries.actorName),
          ),
        ),
    object === ""
      ? undefined
      : or(
          and(mayHold(auditEntries.objectGrams, object), holds(auditEntries.objectName, object)),
          and(
            eq(auditEntries.objectType, "person"),
            eq(auditEntries.objectId, anyOf(bearing(db, sql`${users.id}::text`, object))),
            stillBears(personIn(auditEntries), auditEntries.objectName),
          ),
          eq(auditEntries.objectId, object),
        ),
  );
}

/** Read once, before the entries: so that an index can look for each. */
function anyOf(ids: SQLWrapper): SQL {
  return sql`any(array(${ids}))`;
}

/** Ids of those whose name in Latin letters holds a text. */
function bearing(db: Database, id: SQL, text: string) {
  return db
    .select({ id })
    .from(users)
    .where(and(mayHold(users.grams, text), holds(users.latinName, text)));
}

/** Whether somebody's account still bears a name that was written down: only then is it told in Latin letters. */
function stillBears(id: SQLWrapper, name: SQLWrapper): SQL {
  return sql`exists (select from ${users} now where now.id = ${id} and now.name = ${name})`;
}

/** An entry but for what it is found by. */
const { actorGrams: _ofActor, objectGrams: _ofObject, ...entryColumns } = getTableColumns(auditEntries);
type Entry = Omit<typeof auditEntries.$inferSelect, "actorGrams" | "objectGrams">;

/** Where the trail ends. Whoever keeps it can tell later whether the trail was cut off or written anew. */
export type TrailHead = { position: number; hash: string };

/**
 * Why a row does not fit: it is not there, it was changed, it does not follow the row before it, its code is not of the
 * key it names or of none that is known, it has no code although rows before it have, or the end that was noted is not
 * in the trail any more.
 */
export type BreakKind = "missing" | "changed" | "unlinked" | "forged" | "unknown-key" | "unsealed" | "cut";

/** The first row that does not fit, with those beside it. */
export type TrailBreak = {
  position: number;
  kind: BreakKind;
  before: Neighbour | null;
  after: Neighbour | null;
};
export type Neighbour = { position: number; atMs: number };

export type TrailReport = {
  /** How many rows fit together, from the first on. */
  checked: number;
  /** The first that does not, or null. */
  brokenAt: number | null;
  broken: TrailBreak | null;
  /** How many rows there are, whether they fit or not. */
  entries: number;
  head: TrailHead | null;
  /** How many of those checked carry a code that no key was there for: only the bare chain was checked. */
  withoutKey: number;
};

export type VerifyOptions = {
  /** Null where the key is not at hand. */
  keys: AuditKeys | null;
  /** The end as it was noted outside of the database. */
  noted?: NotedHead | null;
  gotOn?: () => void;
};

/** Rows looked at in one go: other requests have their turn between two of them. */
const PAGE = 500;

type Row = Entry;

/** Walks the whole trail and recomputes every hash and, as far as there are keys, every code. */
export async function verifyAuditTrail(
  db: Database,
  { keys, noted = null, gotOn }: VerifyOptions,
): Promise<TrailReport> {
  const walked = await walk(db, { keys, bareUntil: noted?.bareUntil ?? 0, gotOn, from: null });
  const [counted] = await db.select({ n: count() }).from(auditEntries);
  const broken = walked.broken ?? (await cutOff(db, noted));
  return {
    checked: walked.checked,
    brokenAt: broken?.position ?? null,
    broken,
    entries: counted?.n ?? 0,
    head: await readTrailHead(db),
    withoutKey: walked.withoutKey,
  };
}

/** The first row that does not fit among those behind the end that was noted, or that this end is not there any more. */
export async function verifySince(
  db: Database,
  { keys, noted }: { keys: AuditKeys; noted: NotedHead | null },
): Promise<TrailBreak | null> {
  const broken = await cutOff(db, noted);
  if (broken !== null) return broken;
  const from = noted === null ? null : await rowAt(db, noted.position);
  return (await walk(db, { keys, bareUntil: noted?.bareUntil ?? 0, from })).broken;
}

/** The last row there is now. */
export async function readTrailHead(db: Database): Promise<TrailHead | null> {
  const [last] = await db
    .select({ position: auditEntries.position, hash: auditEntries.hash })
    .from(auditEntries)
    .orderBy(desc(auditEntries.position))
    .limit(1);
  return last ?? null;
}

/** Whether the end that was noted is still in the trail. Null when it is, or when none was noted. */
async function cutOff(db: Database, noted: TrailHead | null): Promise<TrailBreak | null> {
  if (noted === null) return null;
  if ((await rowAt(db, noted.position))?.hash === noted.hash) return null;
  const head = await readTrailHead(db);
  const before = head !== null && head.position < noted.position ? await rowAt(db, head.position) : null;
  return {
    position: (before?.position ?? noted.position - 1) + 1,
    kind: "cut",
    before: before && neighbour(before),
    after: null,
  };
}

type Walk = {
  keys: AuditKeys | null;
  /** Up to here a key that is not known is none that has to be. */
  bareUntil: number;
  gotOn?: (() => void) | undefined;
  /** Begins behind this row. */
  from: Row | null;
};

async function walk(db: Database, { keys, bareUntil, gotOn, from }: Walk) {
  let before = from;
  let sealedSoFar = from !== null && isSealed(from.hashVersion);
  let withoutKey = 0;
  for (;;) {
    const rows: Row[] = await db
      .select(entryColumns)
      .from(auditEntries)
      .where(gt(auditEntries.position, before?.position ?? 0))
      .orderBy(asc(auditEntries.position))
      .limit(PAGE);
    gotOn?.();
    for (const [i, row] of rows.entries()) {
      const isKeyless = keys === null || (row.position <= bareUntil && !knows(keys, row));
      const kind = faultOf(row, before, isKeyless ? null : keys, sealedSoFar);
      if (kind !== null) {
        const position = (before?.position ?? 0) + 1;
        const after = kind === "missing" ? row : (rows[i + 1] ?? (await rowAfter(db, row.position)));
        const beside = { before: before && neighbour(before), after: after ? neighbour(after) : null };
        return { checked: before?.position ?? 0, withoutKey, broken: { position, kind, ...beside } };
      }
      sealedSoFar ||= isSealed(row.hashVersion);
      if (isKeyless && isSealed(row.hashVersion)) withoutKey += 1;
      before = row;
    }
    if (rows.length < PAGE) return { checked: before?.position ?? 0, withoutKey, broken: null };
  }
}

function knows(keys: AuditKeys, row: Row): boolean {
  return keys.some(({ id }) => id === row.keyId);
}

function faultOf(
  row: Row,
  before: Row | null,
  keys: AuditKeys | null,
  mustBeSealed: boolean,
): BreakKind | null {
  if (row.position !== (before?.position ?? 0) + 1) return "missing";
  if (row.previousHash !== (before?.hash ?? CHAIN_START)) return "unlinked";
  if (row.hash !== hashOf(row, row.hashVersion)) return "changed";
  if (!isSealed(row.hashVersion)) return mustBeSealed || row.hashVersion !== BARE ? "unsealed" : null;
  if (keys === null) return null;
  const key = keys.find(({ id }) => id === row.keyId);
  if (!key) return "unknown-key";
  return row.mac !== null && isMacOf(row.mac, row.hash, row.hashVersion, key) ? null : "forged";
}

async function rowAt(db: Database, position: number): Promise<Row | null> {
  const [row] = await db.select(entryColumns).from(auditEntries).where(eq(auditEntries.position, position));
  return row ?? null;
}

async function rowAfter(db: Database, position: number): Promise<Row | null> {
  const [row] = await db
    .select(entryColumns)
    .from(auditEntries)
    .where(gt(auditEntries.position, position))
    .orderBy(asc(auditEntries.position))
    .limit(1);
  return row ?? null;
}

function neighbour({ position, atMs }: Row): Neighbour {
  return { position, atMs };
}
