import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./auth";

/**
 * Work that nobody waits for at a screen, by whichever instance takes it first (docs/decisions/0062-jobs.md).
 *
 * Whoever takes a job has it until `free_at` and moves that on while at work. A row of a dead instance becomes free by
 * itself; `holder` tells the one who has it now from the one who had it before.
 */
export const jobs = pgTable(
  "jobs",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** The name of a kind in server/jobs/kinds.ts. */
    kind: text("kind").notNull(),
    /** What is to be done; `unknown` here so that the kind must parse it. */
    input: jsonb("input").notNull(),
    /** Of one kind on one subject there is one open job; null where any number may be. */
    subject: text("subject"),
    /** Null: the server itself. */
    askedBy: uuid("asked_by").references(() => users.id, { onDelete: "restrict" }),
    state: text("state", { enum: ["waiting", "running", "done", "failed", "cancelled"] })
      .notNull()
      .default("waiting"),
    /** Until then nobody else may take it: it is not due before, or somebody has it for so long. */
    freeAt: timestamp("free_at", { withTimezone: true }).notNull().defaultNow(),
    /** Another one each time somebody takes it; null while nobody has it. */
    holder: uuid("holder"),
    /** How often it was begun. */
    tries: integer("tries").notNull().default(0),
    /** 0 to 1. */
    progress: real("progress").notNull().default(0),
    /** A `Said`: what is being done just now. */
    said: jsonb("said"),
    cancelAsked: boolean("cancel_asked").notNull().default(false),
    /** What came of it, in the shape of its kind. */
    result: jsonb("result"),
    /** Why nothing came of it: the code of a refusal and its values. */
    failure: jsonb("failure"),
    askedAt: timestamp("asked_at", { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    endedAt: timestamp("ended_at", { withTimezone: true }),
  },
  (table) => [
    check("jobs_state_known", sql`${table.state} in ('waiting', 'running', 'done', 'failed', 'cancelled')`),
    check("jobs_progress_is_a_share", sql`${table.progress} between 0 and 1`),
    check("jobs_held_while_running", sql`(${table.state} = 'running') = (${table.holder} is not null)`),
    check("jobs_result_when_done", sql`(${table.state} = 'done') = (${table.result} is not null)`),
    check("jobs_failure_when_failed", sql`(${table.state} = 'failed') = (${table.failure} is not null)`),
    check(
      "jobs_ended_in_the_end",
      sql`(${table.state} in ('done', 'failed', 'cancelled')) = (${table.endedAt} is not null)`,
    ),
    index("jobs_free")
      .on(table.freeAt)
      .where(sql`${table.state} in ('waiting', 'running')`),
    uniqueIndex("jobs_one_open_per_subject")
      .on(table.kind, table.subject)
      .where(sql`${table.state} in ('waiting', 'running')`),
    index("jobs_asked").on(table.askedBy, table.askedAt, table.id),
    index("jobs_ended")
      .on(table.endedAt)
      .where(sql`${table.endedAt} is not null`),
  ],
);
