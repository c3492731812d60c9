import "server-only";
import { desc, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { auditEntries } from "@/server/db/schema/audit";
import { CHAIN_START, hashOf, type AuditLink, type AuditRecord } from "./chain";

/** Any number will do, as long as nothing else in this database locks the same one. */
const CHAIN_LOCK = 4_110_001;

/**
 * Adds one entry to the trail. Inside a transaction it is kept exactly when the change it tells of is kept.
 *
 * Entries are written one after the other (the lock is held until the surrounding transaction ends, so that
 * two writers never follow the same entry): this belongs at the end of a transaction, not at its start.
 */
export async function recordAudit(db: Database, record: AuditRecord): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK}::bigint)`);
    const [last] = await tx
      .select({ position: auditEntries.position, hash: auditEntries.hash })
      .from(auditEntries)
      .orderBy(desc(auditEntries.position))
      .limit(1);
    // The database's clock: one source for all instances.
    const [clock] = await tx
      .select({
        atMs: sql<string>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`.mapWith(Number),
      })
      .from(sql`(values (1)) as one(n)`);

    const link: AuditLink = {
      position: (last?.position ?? 0) + 1,
      atMs: clock?.atMs ?? 0,
      actorId: record.actor.id,
      actorName: record.actor.name,
      address: record.address,
      requestId: record.requestId,
      action: record.action,
      objectType: record.object?.type ?? null,
      objectId: record.object?.id ?? null,
      objectName: record.object?.name ?? null,
      result: record.result,
      detail: record.detail ?? {},
      previousHash: last?.hash ?? CHAIN_START,
    };
    await tx.insert(auditEntries).values({ ...link, hash: hashOf(link) });
  });
}
