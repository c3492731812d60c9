import "server-only";
import { and, asc, desc, eq, gt, gte, ilike, lt, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { auditEntries } from "@/server/db/schema/audit";
import { users } from "@/server/db/schema/auth";
import { CHAIN_START, hashOf } from "./chain";

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
export async function auditPage(db: Database, filter: AuditFilter) {
  const rows = await entriesOf(db, filter, PAGE_SIZE + 1);
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
export async function auditExport(db: Database, filter: Omit<AuditFilter, "before">) {
  const entries = await entriesOf(db, { ...filter, before: null }, EXPORT_MAX + 1);
  if (entries.length > EXPORT_MAX) throw new Refusal("export-too-large", { max: EXPORT_MAX });
  return entries;
}

async function entriesOf(db: Database, filter: AuditFilter, limit: number) {
  return db
    .select({
      position: auditEntries.position,
      atMs: auditEntries.atMs,
      actorId: auditEntries.actorId,
      actorName: auditEntries.actorName,
      actorLatinName: actors.latinName,
      address: auditEntries.address,
      action: auditEntries.action,
      objectType: auditEntries.objectType,
      objectId: auditEntries.objectId,
      objectName: auditEntries.objectName,
      objectLatinName: persons.latinName,
      result: auditEntries.result,
      detail: auditEntries.detail,
      hash: auditEntries.hash,
    })
    .from(auditEntries)
    .leftJoin(actors, and(eq(actors.id, auditEntries.actorId), eq(actors.name, auditEntries.actorName)))
    .leftJoin(
      persons,
      and(
        eq(auditEntries.objectType, "person"),
        eq(sql`${persons.id}::text`, auditEntries.objectId),
        eq(persons.name, auditEntries.objectName),
      ),
    )
    .where(fitting(filter))
    .orderBy(desc(auditEntries.position))
    .limit(limit);
}

function fitting({ before, action, actor, object, result, fromMs, untilMs }: AuditFilter): SQL | undefined {
  const like = (typed: string) => `%${typed.replaceAll(/[\\%_]/g, "\\$&")}%`;
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
      : or(ilike(auditEntries.actorName, like(actor)), ilike(actors.latinName, like(actor))),
    object === ""
      ? undefined
      : or(
          ilike(auditEntries.objectName, like(object)),
          ilike(persons.latinName, like(object)),
          eq(auditEntries.objectId, object),
        ),
  );
}

/**
 * Walks the whole trail and recomputes every hash.
 *
 * @returns how many entries fit together, and the position of the first that does not (changed, removed or
 *   out of place), or null when all do. Entries cut off at the end cannot be noticed from the trail alone.
 */
export async function verifyAuditTrail(db: Database): Promise<{ checked: number; brokenAt: number | null }> {
  let checked = 0;
  let previousHash = CHAIN_START;
  for (;;) {
    const rows = await db
      .select()
      .from(auditEntries)
      .where(gt(auditEntries.position, checked))
      .orderBy(asc(auditEntries.position))
      .limit(1_000);
    for (const row of rows) {
      const fits =
        row.position === checked + 1 && row.previousHash === previousHash && row.hash === hashOf(row);
      if (!fits) return { checked, brokenAt: checked + 1 };
      checked = row.position;
      previousHash = row.hash;
    }
    if (rows.length < 1_000) return { checked, brokenAt: null };
  }
}
