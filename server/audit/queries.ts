import "server-only";
import { and, asc, desc, eq, gt, gte, ilike, lt, lte, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/server/db/client";
import { auditEntries } from "@/server/db/schema/audit";
import { users } from "@/server/db/schema/auth";
import { CHAIN_START, hashOf } from "./chain";

export type AuditFilter = {
  /** The beginning of an action's name, such as "person". */
  action: string | null;
  /** Part of the name of who did it, or of what it was done to. */
  text: string;
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
  const pattern = `%${filter.text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const rows = await db
    .select({
      position: auditEntries.position,
      atMs: auditEntries.atMs,
      actorName: auditEntries.actorName,
      actorLatinName: actors.latinName,
      address: auditEntries.address,
      action: auditEntries.action,
      objectType: auditEntries.objectType,
      objectName: auditEntries.objectName,
      objectLatinName: persons.latinName,
      result: auditEntries.result,
      detail: auditEntries.detail,
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
    .where(
      and(
        filter.before === null ? undefined : lt(auditEntries.position, filter.before),
        filter.action === null
          ? undefined
          : or(
              eq(auditEntries.action, filter.action),
              sql`starts_with(${auditEntries.action}, ${`${filter.action}.`})`,
            ),
        filter.fromMs === null ? undefined : gte(auditEntries.atMs, filter.fromMs),
        filter.untilMs === null ? undefined : lte(auditEntries.atMs, filter.untilMs),
        filter.text === ""
          ? undefined
          : or(
              ilike(auditEntries.actorName, pattern),
              ilike(auditEntries.objectName, pattern),
              ilike(actors.latinName, pattern),
              ilike(persons.latinName, pattern),
            ),
      ),
    )
    .orderBy(desc(auditEntries.position))
    .limit(PAGE_SIZE + 1);
  const entries = rows.slice(0, PAGE_SIZE);
  return { entries, next: rows.length > PAGE_SIZE ? (entries.at(-1)?.position ?? null) : null };
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
