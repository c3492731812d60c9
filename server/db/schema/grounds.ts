import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** Where scenarios play: GeoJSON, kept in versions. A published scenario pins the one it was checked against. */
export const grounds = pgTable(
  "grounds",
  {
    /** Kebab-case, as scenarios name it: "lanzhou-island". */
    id: text("id").notNull(),
    version: integer("version").notNull(),
    /** A `Ground`; `unknown` here so that readers must parse it. */
    content: jsonb("content").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.version] }),
    check("grounds_version_from_one", sql`${table.version} >= 1`),
  ],
);

/** Response-time standards, kept in versions: times are local policy, and an old score refers to the old ones. */
export const policies = pgTable(
  "policies",
  {
    id: text("id").notNull(),
    version: integer("version").notNull(),
    /** A `Policy`; `unknown` here so that readers must parse it. */
    content: jsonb("content").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.version] }),
    check("policies_version_from_one", sql`${table.version} >= 1`),
  ],
);
