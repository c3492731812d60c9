import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  index,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/**
 * The tree of organisations: bureau, district, station.
 *
 * That levels fit and that there is no cycle is the domain's business (`requirePlace`), checked while the
 * tree is locked; the database holds what one row can hold.
 */
export const organisations = pgTable(
  "organisations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    parentId: uuid("parent_id").references((): AnyPgColumn => organisations.id, { onDelete: "restrict" }),
    level: text("level", { enum: ["bureau", "district", "station"] }).notNull(),
    /** One of the two names may be empty; people are then shown the other. */
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check("organisations_level_known", sql`${table.level} in ('bureau', 'district', 'station')`),
    check("organisations_not_own_parent", sql`${table.parentId} is distinct from ${table.id}`),
    check(
      "organisations_only_bureau_on_top",
      sql`${table.parentId} is not null or ${table.level} = 'bureau'`,
    ),
    check("organisations_name_not_empty", sql`trim(${table.nameZh} || ${table.nameEn}) <> ''`),
    index("organisations_parent").on(table.parentId),
    uniqueIndex("organisations_name_within_parent").on(
      sql`coalesce(${table.parentId}, '00000000-0000-0000-0000-000000000000'::uuid)`,
      table.nameZh,
      table.nameEn,
    ),
  ],
);
