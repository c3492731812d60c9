import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { documentIn, documentKind } from "@/domain/documents/document";
import { groundDocument } from "@/domain/ground/document";
import { LonLat } from "@/domain/ground/schema";
import { policyDocument } from "@/domain/policy/document";
import { scenarioDocument } from "@/domain/scenario/document";
import { TeamRole } from "@/domain/injects/audience";
import { SaidWords } from "@/domain/text";

/** What events and commands are made of: who, where, when, and what a drill is played on. */

export const id = z.string().min(1).max(64);
/** Drill time: ms since StartEx on the drill clock. */
export const atMs = z.number().int().min(0);
export const lane = z.number().int().min(1).max(64);
/** Number of an action in its lane, from 1, in the order they were taken. */
export const actionNo = z.number().int().min(1);

export const Format = z.enum(["opposed", "parallel", "swap", "solo"]);
export type Format = z.infer<typeof Format>;
export const Mode = z.enum(["tabletop", "field", "mixed"]);
export type Mode = z.infer<typeof Mode>;
export const Rate = z.union([z.literal(1), z.literal(2), z.literal(5), z.literal(10), z.literal(60)]);
export type Rate = z.infer<typeof Rate>;

/** The same name in Latin letters, where there is another way to write it. Old logs do not say. */
const latinName = z.string().optional();

/** A team in a lane. The name is pinned: a later change of the team's name changes no past drill. */
export const LaneTeam = z.strictObject({
  lane,
  side: Side,
  teamId: z.string().nullable(),
  name: z.string(),
  latinName,
});

/** How good a scripted player is. */
export const Skill = z.enum(["weak", "medium", "strong"]);
export type Skill = z.infer<typeof Skill>;

/** A side of a lane that the engine plays, where no people do. */
export const ScriptedSide = z.strictObject({ lane, side: Side, skill: Skill });
export type ScriptedSide = z.infer<typeof ScriptedSide>;

/** Everything a drill is played on, pinned when it is planned. Each document in it has a version of its own. */
export const Setup = z.strictObject({
  /** None: the first. */
  schemaVersion: z.literal(1).optional(),
  title: z.string(),
  format: Format,
  mode: Mode,
  scenario: documentIn(scenarioDocument),
  scenarioId: z.string(),
  scenarioVersion: z.number().int().min(1),
  ground: documentIn(groundDocument),
  policy: documentIn(policyDocument),
  lanes: z.number().int().min(1).max(64),
  teams: z.array(LaneTeam),
  /** Sides the engine plays; none of them has a team. */
  scripted: z.array(ScriptedSide).default([]),
  /** Parallel only: one opposition team plays every lane. */
  oppositionCell: z.boolean().default(false),
  /** How far the wall lags behind, in ms of drill time. */
  wallDelayMs: z.number().int().min(0),
  /** After how long a stop for a real incident that no controller answers ends the drill, in ms; old ones do not say. */
  unansweredStopEndsMs: z.number().int().min(1).optional(),
});
export type Setup = z.infer<typeof Setup>;

/** The road of every setup in a stream to the shape of today. */
export const setupDocument = documentKind({ name: "setup", version: 1, schema: Setup, migrations: {} });

/** Who someone is in one drill. Role names follow HSEEP. */
export const Participant = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("controller"), participantId: z.string(), name: z.string(), latinName }),
  z.strictObject({ role: z.literal("evaluator"), participantId: z.string(), name: z.string(), latinName }),
  z.strictObject({ role: z.literal("observer"), participantId: z.string(), name: z.string(), latinName }),
  z.strictObject({
    role: z.literal("player"),
    participantId: z.string(),
    name: z.string(),
    latinName,
    lane,
    side: Side,
    /** Of a responder who has a desk of their own. */
    teamRole: TeamRole.optional(),
    /** Played by the engine: no person, no account. */
    scripted: z.literal(true).optional(),
  }),
]);
export type Participant = z.infer<typeof Participant>;
export type Player = Extract<Participant, { role: "player" }>;

/** Who an event comes from: a participant, or the engine when something fell due. */
export const By = z.union([Participant, z.strictObject({ role: z.literal("engine") })]);
export type By = z.infer<typeof By>;

/** What an action was aimed at, by the ids of the scenario. */
export const Target = z.strictObject({
  incidentId: id.optional(),
  otherIncidentId: id.optional(),
  /** A place, agency, actor or camera. */
  targetId: id.optional(),
  /** Where an actor was sent. */
  placeId: id.optional(),
});
export type Target = z.infer<typeof Target>;

/**
 * Number of a recording in its lane, from 1: what a controller or evaluator saw and wrote down. It stands
 * on the event that opens the recording; what follows from it carries the same `observedAtMs`.
 */
export const record = z.number().int().min(1);

/** Pictures that belong to what was seen or noted, by the ids under which they are stored. */
export const photos = z.array(z.uuid()).min(1).max(4).optional();

/** As what the review shows a moment, for its lanes and filters. */
export const MomentKind = z.enum([
  "clock",
  "call",
  "move",
  "ruling",
  "world",
  "radio",
  "decision",
  "evaluation",
]);
export type MomentKind = z.infer<typeof MomentKind>;

export const Outcome = z.enum(["success", "failure"]);
export type Outcome = z.infer<typeof Outcome>;

/** What crews meet where a contested action takes place: whom they are after, who of them is there, how many came. */
export const ContactScene = z.strictObject({
  meant: z.array(id),
  there: z.array(id),
  officers: z.number().int().min(0),
});
export type ContactScene = z.infer<typeof ContactScene>;

/** Why a moment of the timeline was flagged. */
export const FlagKind = z.enum(["turning-point", "lesson", "dispute"]);
export type FlagKind = z.infer<typeof FlagKind>;

/** Where a unit goes: the way it takes, and when it is there. */
export const leg = {
  /** The junction at the door of where it goes. */
  toJunctionId: id,
  path: z.array(LonLat).min(1),
  /** The junctions on the way and when each is passed: a redirected unit turns at the next one. */
  via: z.array(z.strictObject({ junctionId: id, atMs })),
  lengthM: z.number().min(0),
  departsAtMs: atMs,
  arrivesAtMs: atMs,
};

/** What people say, where there has to be something. */
export const words = SaidWords(2_000);
/**
 * Incidents are named in commands by their number in the lane: a player must not learn ids of things that have not
 * happened.
 */
export const incident = z.number().int().min(1).max(999);
export const controlLane = { lane };
/** The clock by which a device counted a time: one that is cut off does not hear of pauses and leaps. */
export const Counted = z.strictObject({
  /** Since when that clock had been going, Unix time in ms: it names the clock. */
  sinceWallMs: z.number().int(),
  /** When the entry was made, Unix time in ms by the server's clock as the device knew it. */
  wallMs: z.number().int(),
});
export type Counted = z.infer<typeof Counted>;
/** When it was seen, in drill time, null: now; and by which clock that was counted. */
export const seen = { observedAtMs: atMs.nullable(), counted: Counted.optional() };
