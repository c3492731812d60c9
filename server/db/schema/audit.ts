import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { tsvector } from "./tsvector";

/**
 * Who did what to what, with what result. Append-only: the application's role may insert and select.
 *
 * Each row carries the hash of the row before it, so that a row changed or removed by somebody with more
 * rights is noticed (`verifyAuditTrail`); and a code under a key that the database does not have. Names are copied in, not referenced: the trail must read the same
 * when an account is renamed.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    /** 1, 2, 3 and so on, without gaps. */
    position: integer("position").primaryKey(),
    /** Null for a stranger and for the server itself. */
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
    /** Network address of the request, if there was one. */
    address: text("address"),
    /** Dotted, from wide to narrow: "sign-in", "person.create", "team.members". */
    action: text("action").notNull(),
    objectType: text("object_type"),
    objectId: text("object_id"),
    objectName: text("object_name"),
    result: text("result", { enum: ["done", "refused"] }).notNull(),
    /** Small facts about the action; never a password, token or message body. */
    detail: jsonb("detail").notNull().default({}),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull().unique("audit_entries_hash_unique"),
    /** 1: the bare chain; 2: a code under a key as well, by HMAC-SHA-256; 3: by HMAC-SM3. See server/audit/chain.ts. */
    hashVersion: integer("hash_version").notNull().default(1),
    /** The code, and a name of the key that tells nothing of it. Null in rows of the bare chain. */
    mac: text("mac"),
    keyId: text("key_id"),
    requestId: text("request_id"),
    /** What the names are found by; made by the database, and no part of the chain. */
    actorGrams: tsvector("actor_grams").generatedAlwaysAs(sql`name_grams(actor_name)`),
    objectGrams: tsvector("object_grams").generatedAlwaysAs(sql`name_grams(object_name)`),
    /** Unix time in milliseconds, exactly as hashed. */
    atMs: bigint("at_ms", { mode: "number" }).notNull(),
  },
  (table) => [
    check("audit_entries_position_from_one", sql`${table.position} >= 1`),
    check("audit_entries_result_known", sql`${table.result} in ('done', 'refused')`),
    index("audit_entries_at").on(table.atMs),
    index("audit_entries_actor").on(table.actorId, table.position),
    // By what names hold, and by whole ids (`holds` in server/db/text-search.ts).
    index("audit_entries_actor_grams").using("gin", table.actorGrams),
    index("audit_entries_object_grams").using("gin", table.objectGrams),
    index("audit_entries_object").using("hash", table.objectId),
    index("audit_entries_action").on(table.action, table.position),
  ],
);
