import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
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
import { organisations } from "./organisations";
import { teams } from "./teams";

/**
 * One row per drill: the lock that its writers take, and what lists need without folding the stream.
 *
 * `phase`, the times and `position` are written by the one append function together with the events they
 * follow from. The scenario is named for lists only: the drill plays on the copy in its first event, so
 * there is no foreign key to it.
 */
export const drills = pgTable(
  "drills",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    title: text("title").notNull(),
    scenarioId: uuid("scenario_id").notNull(),
    scenarioVersion: integer("scenario_version").notNull(),
    scenarioTitleZh: text("scenario_title_zh").notNull(),
    scenarioTitleEn: text("scenario_title_en").notNull(),
    format: text("format", { enum: ["opposed", "parallel", "swap", "solo"] }).notNull(),
    mode: text("mode", { enum: ["tabletop", "field", "mixed"] }).notNull(),
    phase: text("phase", { enum: ["planned", "running", "ended"] })
      .notNull()
      .default("planned"),
    /** Position of the last event; 0 before the first. */
    position: integer("position").notNull().default(0),
    /** Six characters that people type or scan to come in. */
    joinCode: text("join_code").notNull(),
    /** Hidden from its players until the first call. */
    noNotice: boolean("no_notice").notNull().default(false),
    /** A practice of its creator's own: nobody else's list has it, and its code lets nobody in. */
    isPractice: boolean("is_practice").notNull().default(false),
    /** One opposition team plays every lane. */
    oppositionCell: boolean("opposition_cell").notNull().default(false),
    /** The lane whose leg is played now where the legs of a drill follow one another; 1 in all other drills. */
    leg: integer("leg").notNull().default(1),
    /** Whose drill it is: the planner's organisation at that time. Null: planned by somebody who had none. */
    organisationId: uuid("organisation_id").references(() => organisations.id, { onDelete: "restrict" }),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    plannedFor: timestamp("planned_for", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    /** The first call reached a responder. */
    firstCallAt: timestamp("first_call_at", { withTimezone: true }),
    endedAt: timestamp("ended_at", { withTimezone: true }),
    releasedAt: timestamp("released_at", { withTimezone: true }),
    /** It does not take place; never of one that was started. */
    cancelledAt: timestamp("cancelled_at", { withTimezone: true }),
    /** Nobody is shown it any more. Its row and log stay, because a log is never deleted. */
    deletedAt: timestamp("deleted_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("drills_join_code_unique").on(table.joinCode),
    check("drills_format_known", sql`${table.format} in ('opposed', 'parallel', 'swap', 'solo')`),
    check("drills_mode_known", sql`${table.mode} in ('tabletop', 'field', 'mixed')`),
    check("drills_phase_known", sql`${table.phase} in ('planned', 'running', 'ended')`),
    check(
      "drills_given_up_before_start",
      sql`${table.startedAt} is null or (${table.cancelledAt} is null and ${table.deletedAt} is null)`,
    ),
    check("drills_leg_from_one", sql`${table.leg} >= 1`),
    check("drills_position_from_zero", sql`${table.position} >= 0`),
    check("drills_join_code_shape", sql`${table.joinCode} ~ '^[A-Z0-9]{6}$'`),
    index("drills_running")
      .on(table.id)
      .where(sql`${table.phase} = 'running'`),
    // A page of a list goes on behind the last drill of the one before.
    index("drills_newest").on(table.createdAt, table.id),
    index("drills_newest_of_phase").on(table.phase, table.createdAt, table.id),
    index("drills_hidden")
      .on(table.id)
      .where(sql`${table.noNotice} and ${table.firstCallAt} is null`),
    index("drills_organisation").on(table.organisationId),
    index("drills_scenario").on(table.scenarioId),
    index("drills_unreleased")
      .on(table.scenarioId)
      .where(sql`${table.releasedAt} is null`),
  ],
);

/** What somebody is told of a planned drill of theirs: gone once they have said that they know. */
export const drillNotices = pgTable(
  "drill_notices",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    drillId: uuid("drill_id")
      .notNull()
      .references(() => drills.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["moved", "changed", "cancelled"] }).notNull(),
    title: text("title").notNull(),
    byName: text("by_name").notNull(),
    /** The same in Latin letters; null where there is no other way to write it, and in what older releases told. */
    byLatinName: text("by_latin_name"),
    reason: text("reason").notNull(),
    fromAt: timestamp("from_at", { withTimezone: true }),
    toAt: timestamp("to_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check("drill_notices_kind_known", sql`${table.kind} in ('moved', 'changed', 'cancelled')`),
    index("drill_notices_user").on(table.userId),
  ],
);

/** Which team plays where. A place without a standing team is filled by whoever comes with the code. */
export const drillTeams = pgTable(
  "drill_teams",
  {
    drillId: uuid("drill_id")
      .notNull()
      .references(() => drills.id, { onDelete: "cascade" }),
    lane: integer("lane").notNull(),
    side: text("side", { enum: ["responder", "opposition"] }).notNull(),
    teamId: uuid("team_id").references(() => teams.id, { onDelete: "restrict" }),
    /** As it was called when the drill was planned. */
    name: text("name").notNull(),
    /** How well the engine plays this place; null where people do. */
    scripted: text("scripted", { enum: ["weak", "medium", "strong"] }),
  },
  (table) => [
    primaryKey({ columns: [table.drillId, table.lane, table.side] }),
    check("drill_teams_scripted_known", sql`${table.scripted} in ('weak', 'medium', 'strong')`),
    check("drill_teams_scripted_has_no_team", sql`${table.scripted} is null or ${table.teamId} is null`),
    check("drill_teams_lane_from_one", sql`${table.lane} >= 1`),
    check("drill_teams_side_known", sql`${table.side} in ('responder', 'opposition')`),
    index("drill_teams_team").on(table.teamId),
  ],
);

/**
 * Who belonged to the standing teams of a drill when it was planned. Only they have a place through their team: whoever
 * joins the team afterwards is seated by control, by name, or not at all.
 */
export const drillTeamMembers = pgTable(
  "drill_team_members",
  {
    drillId: uuid("drill_id")
      .notNull()
      .references(() => drills.id, { onDelete: "cascade" }),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "restrict" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
  },
  (table) => [
    primaryKey({ columns: [table.drillId, table.teamId, table.userId] }),
    index("drill_team_members_user").on(table.userId, table.drillId),
  ],
);

/** Who has which place in a drill. A place is assigned first and taken by joining. */
export const drillParticipants = pgTable(
  "drill_participants",
  {
    drillId: uuid("drill_id")
      .notNull()
      .references(() => drills.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    role: text("role", { enum: ["controller", "evaluator", "observer", "player"] }).notNull(),
    /** Both are set for players, and for nobody else. */
    lane: integer("lane"),
    side: text("side", { enum: ["responder", "opposition"] }),
    /** The desk of a responder who has one of their own. */
    teamRole: text("team_role", { enum: ["dispatcher", "duty-room", "command-centre", "crew"] }),
    assignedAt: timestamp("assigned_at", { withTimezone: true }).notNull().defaultNow(),
    /** Null until the person has come in. */
    joinedAt: timestamp("joined_at", { withTimezone: true }),
    /** When an instance last had this person on its live stream; null before the first time. */
    seenAt: timestamp("seen_at", { withTimezone: true }),
    /** When their last stream ended; null while they have one, and where an instance died without a word. */
    leftAt: timestamp("left_at", { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.drillId, table.userId] }),
    check(
      "drill_participants_role_known",
      sql`${table.role} in ('controller', 'evaluator', 'observer', 'player')`,
    ),
    check(
      "drill_participants_team_role_of_responder",
      sql`${table.teamRole} is null
          or (${table.teamRole} in ('dispatcher', 'duty-room', 'command-centre', 'crew')
              and ${table.side} is not distinct from 'responder')`,
    ),
    check("drill_participants_side_known", sql`${table.side} in ('responder', 'opposition')`),
    check(
      "drill_participants_players_have_a_place",
      sql`(${table.role} = 'player') = (${table.lane} is not null and ${table.side} is not null)
          and (${table.lane} is null) = (${table.side} is null)`,
    ),
    index("drill_participants_user").on(table.userId),
  ],
);

/** A `Held` of domain/roster/secrets.ts. */
const held = () => text("held", { enum: ["controller", "evaluator", "observer", "responder", "opposition"] });
const heldKnown = (name: string) =>
  check(name, sql.raw("held in ('controller', 'evaluator', 'observer', 'responder', 'opposition')"));

/**
 * What kinds of seat somebody has come into, for as long as the drill is kept: what they may have read there they go on
 * knowing when the seat is gone.
 */
export const drillSeatsHeld = pgTable(
  "drill_seats_held",
  {
    drillId: uuid("drill_id")
      .notNull()
      .references(() => drills.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    held: held().notNull(),
    firstAt: timestamp("first_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.drillId, table.userId, table.held] }),
    heldKnown("drill_seats_held_known"),
    index("drill_seats_held_user").on(table.userId, table.drillId),
  ],
);

/** Whom control took a seat from, and has not named again. */
export const drillRemovals = pgTable(
  "drill_removals",
  {
    drillId: uuid("drill_id")
      .notNull()
      .references(() => drills.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    /** The kind of seat they had. */
    held: held().notNull(),
    removedBy: uuid("removed_by")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    removedAt: timestamp("removed_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.drillId, table.userId] }),
    heldKnown("drill_removals_held_known"),
    index("drill_removals_user").on(table.userId, table.drillId),
  ],
);

/**
 * The event stream of every drill. Append-only: the application's role may insert and read, nothing else.
 *
 * The primary key is the last line of defence: even a writer that forgot the lock on the drill's row cannot
 * give one position to two events.
 */
export const drillEvents = pgTable(
  "drill_events",
  {
    drillId: uuid("drill_id")
      .notNull()
      .references(() => drills.id, { onDelete: "restrict" }),
    /** 1 for the first event of the drill, then without gaps. */
    position: integer("position").notNull(),
    /** 0: the whole drill. */
    lane: integer("lane").notNull(),
    /** Drill time in ms since StartEx. */
    atMs: bigint("at_ms", { mode: "number" }).notNull(),
    /** Unix time in ms, by the database's clock. */
    wallMs: bigint("wall_ms", { mode: "number" }).notNull(),
    /** A `By`; `unknown` here so that readers must parse it. */
    by: jsonb("by").notNull(),
    /** For a recorded observation: the drill time at which it was seen. */
    observedAtMs: bigint("observed_at_ms", { mode: "number" }),
    /** A `DrillEvent`; `unknown` here so that readers must parse it. */
    event: jsonb("event").notNull(),
    /** The command it came from; null for what fell due. */
    commandId: uuid("command_id"),
  },
  (table) => [
    primaryKey({ columns: [table.drillId, table.position] }),
    check("drill_events_position_from_one", sql`${table.position} >= 1`),
    check("drill_events_lane_from_zero", sql`${table.lane} >= 0`),
    check("drill_events_at_from_zero", sql`${table.atMs} >= 0`),
  ],
);

/**
 * Commands that were carried out, with the answer they got. A command sent again because its answer was
 * lost gets that answer, and nothing happens twice. Refused commands leave no row: asking again is free.
 */
export const drillCommands = pgTable(
  "drill_commands",
  {
    drillId: uuid("drill_id")
      .notNull()
      .references(() => drills.id, { onDelete: "cascade" }),
    commandId: uuid("command_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    result: jsonb("result").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.drillId, table.commandId] })],
);

/**
 * Score cards as they stood whenever the result became another: at EndEx, with what evaluators handed in and control
 * settled, at the release, with each appeal and its answer, and at last. Append-only; who did it, when and why is said by
 * the event at `position`.
 */
export const scoreCards = pgTable(
  "score_cards",
  {
    drillId: uuid("drill_id").notNull(),
    lane: integer("lane").notNull(),
    side: text("side", { enum: ["responder", "opposition"] }).notNull(),
    /** From 1, without gaps. */
    version: integer("version").notNull(),
    /** A `ResultState`. */
    state: text("state", {
      enum: ["provisional", "moderated", "released", "appealed", "final"],
    }).notNull(),
    rulesVersion: integer("rules_version").notNull(),
    /** Of the policy that the drill was played on. */
    policyVersion: integer("policy_version").notNull(),
    /** A `ScoreCard` of whatever version; `unknown` here so that readers must read it by `readCard`. */
    card: jsonb("card").notNull(),
    /** The event the card was kept at. */
    position: integer("position").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.drillId, table.lane, table.side, table.version] }),
    foreignKey({
      columns: [table.drillId, table.position],
      foreignColumns: [drillEvents.drillId, drillEvents.position],
      name: "score_cards_computed_at",
    }),
    check("score_cards_side_known", sql`${table.side} in ('responder', 'opposition')`),
    check(
      "score_cards_state_known",
      sql`${table.state} in ('provisional', 'moderated', 'released', 'appealed', 'final')`,
    ),
    check("score_cards_version_from_one", sql`${table.version} >= 1`),
  ],
);
