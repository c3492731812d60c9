import { z } from "zod";
import { ActorStatus, Branch, Side } from "@/domain/conditions/terms";
import { Condition } from "@/domain/conditions/schema";
import { IncidentStatus } from "@/domain/policy/schema";
import { Effect } from "./effects";
import { Equipment } from "./equipment";
import { FilledText, LocalText } from "@/domain/text";

const id = z.string().min(1).max(64);

/** What an action is aimed at. */
export const TargetKind = z.enum([
  "none",
  "incident",
  "two-incidents",
  "agency",
  "actor",
  "camera",
  "place",
  /** An actor and the place it goes to. */
  "actor-to-place",
]);
export type TargetKind = z.infer<typeof TargetKind>;

/** The six steps of a call, the side of evidence and service, and the opposition's moves. */
export const ActionGroup = z.enum([
  "respond",
  "verify",
  "handle",
  "support",
  "pursue",
  "report",
  "opposition",
]);
export type ActionGroup = z.infer<typeof ActionGroup>;

/**
 * A legal or procedural basis, with the date the citation holds from: laws are
 * renumbered, and an old case must show that its citation is superseded.
 */
export const LegalBasis = z.strictObject({
  title: FilledText,
  article: LocalText.optional(),
  inForceFrom: z.iso.date(),
});
export type LegalBasis = z.infer<typeof LegalBasis>;

/** How it is settled whether an action succeeds. */
export const Adjudication = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("auto") }),
  /** A seeded draw; the odds are shown to control, and to an opposition of its own moves. */
  z.strictObject({ by: z.literal("chance"), odds: z.number().min(0).max(1) }),
  /** A contested move in the control cell's queue. */
  z.strictObject({
    by: z.literal("umpire"),
    odds: z.number().min(0).max(1),
    suggested: z.enum(["success", "failure"]),
    /** The ruling that applies when nobody ruled in time: fixed, or a seeded draw at the odds. */
    otherwise: z.enum(["success", "failure", "draw"]),
    /** How long umpires have, in ms of drill time. */
    timeOutMs: z.number().int().positive(),
    /** How long the other side, if it notices, may answer with a move of its own; 0: it may not. */
    counterMs: z.number().int().min(0).max(600_000).default(0),
  }),
]);
export type Adjudication = z.infer<typeof Adjudication>;

/**
 * Who learns that an action was begun, beside the side that takes it and control: nobody, the other side if
 * someone or a watched camera of theirs is in range, or everybody.
 */
export const Notice = z.enum(["own", "in-range", "everyone"]);
export type Notice = z.infer<typeof Notice>;

/** An entry of the action catalogue. The built-in ones are in catalogue.ts; a scenario adds its own. */
export const ActionDefinition = z.strictObject({
  id,
  side: Side,
  group: ActionGroup,
  label: FilledText,
  /** One line on what it means to do it. */
  hint: LocalText.optional(),
  target: TargetKind,
  /** Whether crews do it: never, if the player names some, or always. */
  crew: z.enum(["none", "optional", "needed"]),
  /** Whether the crew must already be at the incident. */
  onScene: z.boolean(),
  /** Branch of which at least one acting crew must be. */
  branch: Branch.optional(),
  /** Of each of these at least one acting crew must carry one. */
  equipment: z.array(Equipment).max(6).optional(),
  /** The stages of the target incident in which it makes sense; empty: any. */
  stages: z.array(IncidentStatus),
  precondition: Condition.optional(),
  durationMs: z
    .number()
    .int()
    .min(0)
    .max(4 * 3_600_000),
  notice: Notice.default("own"),
  /** Only for actions on actors: how the actor must stand as far as the side knows; empty: any way. */
  actorIs: z.array(ActorStatus).default([]),
  /** How much this move lowers the odds of a contested move it is taken against; none: it answers nothing. */
  counters: z.number().min(0).max(1).optional(),
  /** Cost against the side's budget of moves. */
  cost: z.number().int().min(0).max(100),
  adjudication: Adjudication,
  effects: z.array(Effect).max(20),
  effectsOnFailure: z.array(Effect).max(20).optional(),
  /** Whether the player adds words of their own (what was asked, said, reported). */
  note: z.enum(["none", "optional", "required"]),
  legal: z.array(LegalBasis).optional(),
});
export type ActionDefinition = z.infer<typeof ActionDefinition>;
