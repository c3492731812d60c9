import { z } from "zod";
import {
  asChoice,
  asDate,
  asFlag,
  asLength,
  asList,
  asNumber,
  asUnion,
  Length,
  Outcome,
  Share,
} from "@/domain/conditions/fields";
import { ActorStatus, Branch, Side } from "@/domain/conditions/terms";
import { Condition } from "@/domain/conditions/schema";
import { IncidentStatus } from "@/domain/policy/schema";
import { Effects } from "./effects";
import { Equipment } from "./equipment";
import { FilledText, isWritten, LocalText, UNWRITTEN } from "@/domain/text";

const id = z.string().min(1).max(64);

/** What an action is aimed at. */
export const TargetKind = asChoice(
  "target-kind",
  z.enum([
    "none",
    "incident",
    "two-incidents",
    "agency",
    "actor",
    "camera",
    "place",
    /** An actor and the place it goes to. */
    "actor-to-place",
  ]),
);
export type TargetKind = z.infer<typeof TargetKind>;

/** The six steps of a call, the side of evidence and service, and the opposition's moves. */
export const ActionGroup = asChoice(
  "action-group",
  z.enum(["respond", "verify", "handle", "support", "pursue", "report", "opposition"]),
);
export type ActionGroup = z.infer<typeof ActionGroup>;

/**
 * A legal or procedural basis, with the date the citation holds from: laws are
 * renumbered, and an old case must show that its citation is superseded.
 */
export const LegalBasis = z.strictObject({
  title: FilledText,
  article: LocalText.optional(),
  inForceFrom: asDate(z.iso.date()),
});
export type LegalBasis = z.infer<typeof LegalBasis>;

/** Whether it says which article is meant, or that the whole text is. */
export function isByArticle({ article }: LegalBasis): boolean {
  return article !== undefined && isWritten(article);
}

/** What something rests on. */
export const LegalBases = asList(z.array(LegalBasis), ({ today }) => ({
  title: UNWRITTEN,
  inForceFrom: today(),
}));

const Adjudications = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("auto") }),
  /** A seeded draw; the odds are shown to control, and to an opposition of its own moves. */
  z.strictObject({ by: z.literal("chance"), odds: Share }),
  /** A contested move in the control cell's queue. */
  z.strictObject({
    by: z.literal("umpire"),
    odds: Share,
    suggested: Outcome,
    /** The ruling that applies when nobody ruled in time: fixed, or a seeded draw at the odds. */
    otherwise: asChoice("default-ruling", z.enum(["success", "failure", "draw"])),
    /** How long umpires have, in ms of drill time. */
    timeOutMs: Length,
    /** How long the other side, if it notices, may answer with a move of its own; 0: it may not. */
    counterMs: asLength(z.number().int().min(0).max(600_000)).default(0),
  }),
]);
export type Adjudication = z.infer<typeof Adjudications>;
/** How it is settled whether an action succeeds. */
export const Adjudication = asUnion("adjudication", Adjudications, (_, option): Adjudication => {
  if (option === "chance") return { by: "chance", odds: 0.5 };
  if (option !== "umpire") return { by: "auto" };
  return {
    by: "umpire",
    odds: 0.5,
    suggested: "success",
    otherwise: "draw",
    timeOutMs: 60_000,
    counterMs: 0,
  };
});

/**
 * Who learns that an action was begun, beside the side that takes it and control: nobody, the other side if
 * someone or a watched camera of theirs is in range, or everybody.
 */
export const Notice = asChoice("notice", z.enum(["own", "in-range", "everyone"]));
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
  crew: asChoice("crew", z.enum(["none", "optional", "needed"])),
  /** Whether the crew must already be at the incident. */
  onScene: asFlag(z.boolean()),
  /** Branch of which at least one acting crew must be. */
  branch: Branch.optional(),
  /** Of each of these at least one acting crew must carry one. */
  equipment: z.array(Equipment).max(6).optional(),
  /** The stages of the target incident in which it makes sense; empty: any. */
  stages: z.array(IncidentStatus),
  precondition: Condition.optional(),
  /**
   * Only for actions of a scenario: when its side hears of what it is about. Before, it is not there at all. None: once
   * the side has heard of what the precondition and the effects name.
   */
  knownWhen: Condition.optional(),
  durationMs: asLength(
    z
      .number()
      .int()
      .min(0)
      .max(4 * 3_600_000),
  ),
  notice: Notice.default("own"),
  /** Only for actions on actors: how the actor must stand as far as the side knows; empty: any way. */
  actorIs: z.array(ActorStatus).default([]),
  /** How much this move lowers the odds of a contested move it is taken against; none: it answers nothing. */
  counters: Share.optional(),
  /** Cost against the side's budget of moves. */
  cost: asNumber(z.number().int().min(0).max(100)),
  adjudication: Adjudication,
  effects: Effects,
  effectsOnFailure: Effects.optional(),
  /** Whether the player adds words of their own (what was asked, said, reported). */
  note: asChoice("note", z.enum(["none", "optional", "required"])),
  legal: LegalBases.optional(),
});
export type ActionDefinition = z.infer<typeof ActionDefinition>;

/** Whether an action calls crews in that are off duty, and so cannot be done by those who are on. */
export function callsIn(action: Pick<ActionDefinition, "effects">): boolean {
  return action.effects.some((effect) => effect.effect === "call-in");
}
