import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { organisations } from "./organisations";

/** Standing teams: they train together all the time and meet in drills, on either side. */
export const teams = pgTable(
  "teams",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    organisationId: uuid("organisation_id")
      .notNull()
      .references(() => organisations.id, { onDelete: "restrict" }),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
    /** One or two characters for boards and tables where the name has no room. */
    shortName: text("short_name").notNull(),
    /** Set when a team is stood down. Past drills keep naming it. */
    retiredAt: timestamp("retired_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check("teams_name_not_empty", sql`trim(${table.nameZh} || ${table.nameEn}) <> ''`),
    uniqueIndex("teams_name_unique").on(table.nameZh, table.nameEn),
    index("teams_organisation").on(table.organisationId),
  ],
);

export const teamMembers = pgTable(
  "team_members",
  {
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    duty: text("duty", { enum: ["captain", "member"] })
      .notNull()
      .default("member"),
    joinedAt: timestamp("joined_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.teamId, table.userId] }),
    check("team_members_duty_known", sql`${table.duty} in ('captain', 'member')`),
    uniqueIndex("team_members_one_captain")
      .on(table.teamId)
      .where(sql`${table.duty} = 'captain'`),
    index("team_members_user").on(table.userId),
  ],
);
