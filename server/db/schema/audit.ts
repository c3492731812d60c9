import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";

/**
 * Who did what to what, with what result. Append-only: the application's role may insert and select.
 *
 * Each row carries the hash of the row before it, so that a row changed or removed by somebody with more
 * rights is noticed (`verifyAuditTrail`). Names are copied in, not referenced: the trail must read the same
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
    /** Shape of what was hashed, so that later shapes can be told apart. */
    hashVersion: integer("hash_version").notNull().default(1),
    requestId: text("request_id"),
    /** Unix time in milliseconds, exactly as hashed. */
    atMs: bigint("at_ms", { mode: "number" }).notNull(),
  },
  (table) => [
    check("audit_entries_position_from_one", sql`${table.position} >= 1`),
    check("audit_entries_result_known", sql`${table.result} in ('done', 'refused')`),
    index("audit_entries_at").on(table.atMs),
    index("audit_entries_actor").on(table.actorId, table.position),
    index("audit_entries_action").on(table.action, table.position),
  ],
);
