import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { Format, Mode, ScriptedSide, Skill } from "@/domain/drill/terms";
import { TeamRole } from "@/domain/injects/audience";
import { LocalText, Name, NameOrNone, Typed, UnixMs } from "@/domain/text";
import { JOIN_CODE, JOIN_CODE_LENGTH, joinCodeFrom } from "./join-code";

const lane = z.number().int().min(1).max(64);
const unixMs = z.number().int();

/** What people type or scan to come in, however their keyboard wrote it. */
export const JoinCode = Typed(20).overwrite(joinCodeFrom).length(JOIN_CODE_LENGTH).regex(JOIN_CODE);

/** A place in a drill. Players have a lane and a side, nobody else has. */
export const Seat = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("controller") }),
  z.strictObject({ role: z.literal("evaluator") }),
  /** Looks on: sees what hangs on the wall. */
  z.strictObject({ role: z.literal("observer") }),
  /** `teamRole`: the desk of a responder who has one. */
  z.strictObject({ role: z.literal("player"), lane, side: Side, teamRole: TeamRole.optional() }),
]);
export type Seat = z.infer<typeof Seat>;

/** A team's place. Without a standing team it is filled by whoever comes in with the code. */
export const TeamPlace = z.strictObject({
  lane,
  side: Side,
  teamId: z.uuid().nullable(),
  /** Only for a place without a standing team; a standing team's own name is pinned. */
  name: NameOrNone(80).optional(),
});
export type TeamPlace = z.infer<typeof TeamPlace>;

/** A place as those who may know of it see it. */
const PlaceListed = z.strictObject({
  lane,
  side: Side,
  teamId: z.uuid().nullable(),
  name: LocalText,
  /** How well the engine plays it; null where people do. */
  scripted: Skill.nullable(),
});

/** A drill as somebody plans it. Of two legs with sides exchanged the places of the first are given, lane 1. */
export const NewDrill = z.strictObject({
  title: Name(120),
  scenarioId: z.uuid(),
  /** Published version of the scenario; the newest when left out. */
  version: z.number().int().min(1).optional(),
  format: Format,
  mode: Mode,
  noNotice: z.boolean(),
  /** When it is meant to start, Unix time in ms; only told, nothing starts by itself. */
  plannedForMs: UnixMs.optional(),
  teams: z.array(TeamPlace).min(1).max(128),
  /** Sides the engine plays instead of a team. */
  scripted: z.array(ScriptedSide).max(127).default([]),
  /** Parallel only: the one opposition team, named for lane 1, plays every lane. */
  oppositionCell: z.boolean().default(false),
  /** How late the wall is, in ms of drill time; a minute when left out. */
  wallDelayMs: z.number().int().min(0).max(3_600_000).optional(),
  /** After how long a stop for a real incident that no controller answers ends the drill, in ms; ten minutes when left out. */
  unansweredStopEndsMs: z.number().int().min(60_000).max(3_600_000).optional(),
  people: z
    .array(
      z.strictObject({
        userId: z.uuid(),
        role: z.enum(["controller", "evaluator", "observer", "player"]),
        lane: lane.optional(),
        side: Side.optional(),
      }),
    )
    .max(500),
});
export type NewDrill = z.infer<typeof NewDrill>;

/** A planned drill as its planner would write it again, for whoever changes it. */
export const PlanAsItStands = z.strictObject({
  plan: NewDrill.extend({
    // As they were stored, whatever the rules for names say since.
    title: z.string(),
    teams: z.array(TeamPlace.extend({ name: z.string().optional() })),
  }),
  /** Names this state of the plan; given back with the change, so that nobody's change is written over unseen. */
  stamp: z.string(),
  /** What is played: the version that the drill has pinned, whatever became of the scenario since. */
  scenario: z.strictObject({
    title: LocalText,
    summary: LocalText,
    plannedMinutes: z.number(),
    injects: z.number().int(),
    units: z.number().int(),
    opposed: z.boolean(),
  }),
  /** Standing teams that have a place, by the name they were planned under. */
  teams: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
});
export type PlanAsItStands = z.infer<typeof PlanAsItStands>;

/** A drill in a list, as much as the reader may know. */
export const DrillListed = z.strictObject({
  drillId: z.uuid(),
  title: z.string(),
  scenarioTitle: LocalText,
  format: Format,
  mode: Mode,
  phase: z.enum(["planned", "running", "ended"]),
  noNotice: z.boolean(),
  plannedForMs: unixMs.nullable(),
  createdAtMs: unixMs,
  startedAtMs: unixMs.nullable(),
  endedAtMs: unixMs.nullable(),
  scoresReleased: z.boolean(),
  /** The scores are released, and the reader may read the review. */
  mayReview: z.boolean(),
  teams: z.array(PlaceListed),
  /** The one opposition listed plays against every group. */
  oppositionCell: z.boolean(),
  /** For those who may come in; null for others. */
  joinCode: z.string().nullable(),
  /** The reader's own place; null for those who only may know of the drill. */
  seat: Seat.nullable(),
  /** Whether the reader has come in. */
  joined: z.boolean(),
});
export type DrillListed = z.infer<typeof DrillListed>;

/** Where a page of a list of drills ends. */
export const DrillsCursor = z.strictObject({ createdAtMicros: z.number().int(), drillId: z.uuid() });
export type DrillsCursor = z.infer<typeof DrillsCursor>;

/** What stands behind a join code, for one person. */
export const JoinOffer = z.strictObject({
  title: z.string(),
  format: Format,
  mode: Mode,
  phase: z.enum(["planned", "running", "ended"]),
  plannedForMs: unixMs.nullable(),
  /** Set once the person has come in: there is nothing left to join. */
  drillId: z.uuid().nullable(),
  /** Places this person may take. One that was assigned comes alone. */
  seats: z.array(z.strictObject({ seat: Seat, team: LocalText, assigned: z.boolean() })),
});
export type JoinOffer = z.infer<typeof JoinOffer>;

/** Somebody with a place, as the reader may see them. */
export const Placed = z.strictObject({
  userId: z.uuid(),
  /** With what tells them from somebody of the same name, where the reader sees two. */
  name: LocalText,
  seat: Seat,
  joined: z.boolean(),
  /** Has the drill open right now. */
  present: z.boolean(),
  /** Since when somebody who had it open has not, in Unix ms; null for who has, and for who never had. */
  lostSinceMs: unixMs.nullable(),
});
export type Placed = z.infer<typeof Placed>;

/** The room before a drill: who is coming, who is there. Players see their own team and the staff. */
export const Lobby = z.strictObject({
  drillId: z.uuid(),
  title: z.string(),
  scenarioTitle: LocalText,
  format: Format,
  mode: Mode,
  phase: z.enum(["planned", "running", "ended"]),
  noNotice: z.boolean(),
  plannedForMs: unixMs.nullable(),
  /** Null where it lets nobody in: in a practice of one's own, and after EndEx. */
  joinCode: z.string().nullable(),
  seat: Seat,
  teams: z.array(PlaceListed),
  /** The one opposition listed plays against every group. */
  oppositionCell: z.boolean(),
  people: z.array(Placed),
});
export type Lobby = z.infer<typeof Lobby>;
