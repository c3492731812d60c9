import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { auditEntries } from "@/server/db/schema/audit";
import { env } from "@/server/env";
import { CHAIN_START, hashOf, macOf, storable, versionWith, type AuditLink, type AuditRecord } from "./chain";
import { trailHasGrown } from "./guard";
import { currentAuditKeys } from "./keys";

/** Any number will do, as long as nothing else in this database locks the same one. */
const CHAIN_LOCK = 4_110_001;

/**
 * Adds one entry to the trail. Inside a transaction it is kept exactly when the change it tells of is kept.
 *
 * Entries are written one after the other (the lock is held until the surrounding transaction ends, so that
 * two writers never follow the same entry): this belongs at the end of a transaction, not at its start.
 */
export async function recordAudit(db: Database, given: AuditRecord): Promise<void> {
  const record = storable(given);
  const version = versionWith(env.auditMac);
  const [key] = currentAuditKeys();
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK}::bigint)`);
    const { last, atMs, detail, actorId } = await readEnd(tx, record);
    const link: AuditLink = {
      position: (last?.position ?? 0) + 1,
      atMs,
      actorId,
      actorName: record.actor.name,
      address: record.address,
      requestId: record.requestId,
      action: record.action,
      objectType: record.object?.type ?? null,
      objectId: record.object?.id ?? null,
      objectName: record.object?.name ?? null,
      result: record.result,
      detail,
      previousHash: last?.hash ?? CHAIN_START,
    };
    const hash = hashOf(link, version);
    await tx
      .insert(auditEntries)
      .values({ ...link, hash, hashVersion: version, mac: macOf(hash, version, key), keyId: key.id });
  });
  trailHasGrown();
}

/**
 * The end of the trail, the time by the database's clock, which is one for all instances, and what the database makes
 * of the parts of the record that it does not keep letter by letter: what is stored is what is hashed.
 */
async function readEnd(tx: Database, { actor, detail }: AuditRecord) {
  const [row] = await tx.execute<{
    last: { position: number; hash: string } | null;
    at_ms: string;
    detail: unknown;
    actor_id: string | null;
  }>(sql`
    select (select jsonb_build_object('position', position, 'hash', hash)
              from audit_entries order by position desc limit 1) as last,
           floor(extract(epoch from clock_timestamp()) * 1000)::bigint as at_ms,
           ${JSON.stringify(detail ?? {})}::text::jsonb as detail,
           ${actor.id}::uuid::text as actor_id`);
  if (!row) throw new Error("The database gave no answer.");
  // The pool gives JSON as text or read, depending on how the query was made.
  const read = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : value);
  return {
    last: read(row.last) as { position: number; hash: string } | null,
    atMs: Number(row.at_ms),
    detail: read(row.detail),
    actorId: row.actor_id,
  };
}
