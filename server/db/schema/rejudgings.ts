import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./auth";
import { drills } from "./drills";

/** Released results worked out anew by the rules of today, beside those that stand, until somebody decides on all of them. */
export const rejudgings = pgTable(
  "rejudgings",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** The rules by which it is worked out. */
    rulesVersion: integer("rules_version").notNull(),
    reason: text("reason").notNull(),
    state: text("state", { enum: ["working", "proposed", "applied", "dropped"] })
      .notNull()
      .default("working"),
    /** Null once the job is forgotten. */
    jobId: uuid("job_id"),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    askedAt: timestamp("asked_at", { withTimezone: true }).notNull().defaultNow(),
    decidedBy: uuid("decided_by").references(() => users.id, { onDelete: "restrict" }),
    decidedAt: timestamp("decided_at", { withTimezone: true }),
  },
  (table) => [
    check("rejudgings_state_known", sql`${table.state} in ('working', 'proposed', 'applied', 'dropped')`),
    check(
      "rejudgings_decided_by_somebody",
      sql`(${table.state} in ('applied', 'dropped')) = (${table.decidedBy} is not null and ${table.decidedAt} is not null)`,
    ),
    // Two at once would each take the other's results for those that stand.
    uniqueIndex("rejudgings_one_open")
      .on(sql`(true)`)
      .where(sql`${table.state} in ('working', 'proposed')`),
    index("rejudgings_newest").on(table.askedAt, table.id),
  ],
);

/** The drills that were chosen. */
export const rejudgedDrills = pgTable(
  "rejudged_drills",
  {
    rejudgingId: uuid("rejudging_id")
      .notNull()
      .references(() => rejudgings.id, { onDelete: "cascade" }),
    drillId: uuid("drill_id")
      .notNull()
      .references(() => drills.id, { onDelete: "cascade" }),
    /** Where the log ended when it was worked out; null before. */
    position: integer("position"),
  },
  (table) => [
    primaryKey({ columns: [table.rejudgingId, table.drillId] }),
    index("rejudged_drills_open")
      .on(table.rejudgingId, table.drillId)
      .where(sql`${table.position} is null`),
  ],
);

/** The cards that would stand, each with what it says otherwise than the one that does. */
export const rejudgedCards = pgTable(
  "rejudged_cards",
  {
    rejudgingId: uuid("rejudging_id").notNull(),
    drillId: uuid("drill_id").notNull(),
    lane: integer("lane").notNull(),
    side: text("side", { enum: ["responder", "opposition"] }).notNull(),
    /** How far the result was. */
    state: text("state", { enum: ["released", "appealed", "final"] }).notNull(),
    policyVersion: integer("policy_version").notNull(),
    /** A `NewScoreCard`; `unknown` here so that readers must read it by `readCard`. */
    card: jsonb("card").notNull(),
    beforeHundredths: integer("before_hundredths").notNull(),
    afterHundredths: integer("after_hundredths").notNull(),
    /** `LineChange`s, by item: none where only wording or sums of nothing differ. */
    lines: jsonb("lines").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.rejudgingId, table.drillId, table.lane, table.side] }),
    foreignKey({
      columns: [table.rejudgingId, table.drillId],
      foreignColumns: [rejudgedDrills.rejudgingId, rejudgedDrills.drillId],
      name: "rejudged_cards_of_drill",
    }).onDelete("cascade"),
    check("rejudged_cards_side_known", sql`${table.side} in ('responder', 'opposition')`),
    check("rejudged_cards_state_known", sql`${table.state} in ('released', 'appealed', 'final')`),
    index("rejudged_cards_changed")
      .on(table.rejudgingId, table.drillId, table.lane, table.side)
      .where(sql`${table.lines} <> '[]'::jsonb`),
  ],
);
