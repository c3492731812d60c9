import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { LegalBasis } from "@/domain/actions/schema";
import { ITEM_KINDS } from "@/domain/items/kinds";
import { Assessment, LineStatus } from "@/domain/items/terms";
import { LocalText } from "@/domain/text";

/** One line of a score card. Points in hundredths, so that the sum of the lines is exact. */
export const ScoreLine = z.strictObject({
  itemId: z.string(),
  categoryId: z.string(),
  title: LocalText,
  kind: z.enum(ITEM_KINDS),
  pointsHundredths: z.number().int(),
  maximumHundredths: z.number().int(),
  status: LineStatus,
  /** Why, in a sentence. */
  why: LocalText,
  /** Positions of the events that say so. */
  evidence: z.array(z.number().int()),
  /** What the item rests on. Cards of rules before version 2 have none of what follows. */
  legal: z.array(LegalBasis).optional(),
  /** What each evaluator said, where any has. */
  assessments: z.array(Assessment).optional(),
  /** What the log alone says, where an evaluator's word goes before it. */
  log: z.strictObject({ status: LineStatus, why: LocalText }).optional(),
  /** Evaluators are far apart, or an evaluator and the log are: somebody has to look at it. */
  disagreement: z.literal(true).optional(),
});
export type ScoreLine = z.infer<typeof ScoreLine>;

/** What a side earned in a lane, computed from the log alone. */
export const ScoreCard = z.strictObject({
  /** Of the card's shape; none: the first, which keeps its sentences. Which rules it follows is said below. */
  schemaVersion: z.literal(1).optional(),
  /** Changes when a rule changes: then a new card is made and the old one kept. */
  rulesVersion: z.number().int(),
  scenarioId: z.string(),
  scenarioVersion: z.number().int(),
  lane: z.number().int(),
  side: Side,
  team: z.string(),
  /** The sum of the lines. */
  totalHundredths: z.number().int(),
  /** Share of the points that could be had so far which have been evaluated, 0 to 1. */
  coverage: z.number().min(0).max(1),
  /** Points earned over points evaluated, 0 to 1; null while nothing is evaluated. */
  rateOfEvaluated: z.number().min(0).max(1).nullable(),
  categories: z.array(
    z.strictObject({
      categoryId: z.string(),
      name: LocalText,
      pointsHundredths: z.number().int(),
      maximumHundredths: z.number().int(),
    }),
  ),
  lines: z.array(ScoreLine),
  /** Log position the card was computed at. */
  position: z.number().int(),
});
export type ScoreCard = z.infer<typeof ScoreCard>;

/** What one team earned over both legs, in hundredths of a point. */
export const TeamResult = z.strictObject({
  team: z.string(),
  /** As responders, in the one leg. */
  responderHundredths: z.number().int(),
  /** As opposition, in the other. */
  oppositionHundredths: z.number().int(),
  totalHundredths: z.number().int(),
  /** The smaller of the two cards' coverage, 0 to 1: how much of the total is known. */
  coverage: z.number().min(0).max(1),
});
export type TeamResult = z.infer<typeof TeamResult>;

/** The result over two legs with sides exchanged. */
export const SwapResult = z.strictObject({
  /** The team that began as responders first. */
  teams: z.array(TeamResult).length(2),
  /** Index of the team ahead; null when neither is. */
  ahead: z.number().int().min(0).max(1).nullable(),
  /** What put it ahead: the sum, or the tie rule. */
  by: z.enum(["total", "responder"]).nullable(),
  /** Whether both legs have been played to their end. */
  complete: z.boolean(),
});
export type SwapResult = z.infer<typeof SwapResult>;
