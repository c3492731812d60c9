import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { LegalBasis } from "@/domain/actions/schema";
import { ITEM_KINDS } from "@/domain/items/kinds";
import { assessmentBy, LineStatus, Says } from "@/domain/items/terms";
import { LocalText } from "@/domain/text";
import { SaidShape } from "@/domain/words/said";

/**
 * One line of a score card. Points in hundredths, so that the sum of the lines is exact.
 *
 * @param why What holds a reason.
 * @param name What holds somebody's name.
 */
const lineWith = <Why extends z.ZodType, Name extends z.ZodType>(why: Why, name: Name) =>
  z.strictObject({
    itemId: z.string(),
    categoryId: z.string(),
    title: LocalText,
    kind: z.enum(ITEM_KINDS),
    pointsHundredths: z.number().int(),
    maximumHundredths: z.number().int(),
    status: LineStatus,
    /** Why. */
    why,
    /** Positions of the events that say so. */
    evidence: z.array(z.number().int()),
    /** What the item rests on. Cards of rules before version 2 have none of what follows. */
    legal: z.array(LegalBasis).optional(),
    /** What each evaluator said, where any has. */
    assessments: z.array(assessmentBy(name)).optional(),
    /** What the log alone says, where an evaluator's word goes before it. */
    log: z.strictObject({ status: LineStatus, why }).optional(),
    /** Evaluators are far apart, or an evaluator and the log are: somebody has to look at it. */
    disagreement: z.literal(true).optional(),
    /** Somebody settled the line: how, what they found, why, and what the line said without it. */
    settled: z
      .strictObject({
        how: z.enum(["moderation", "appeal"]),
        by: name,
        says: Says,
        reason: z.string(),
        position: z.number().int(),
        before: z.strictObject({ status: LineStatus, pointsHundredths: z.number().int() }),
      })
      .optional(),
  });

const cardWith = <Version extends z.ZodType, Line extends z.ZodType, Name extends z.ZodType>(
  schemaVersion: Version,
  line: Line,
  name: Name,
) =>
  z.strictObject({
    /** Of the card's shape. Which rules it follows is said below. */
    schemaVersion,
    /** Changes when a rule changes: then a new card is made and the old one kept. */
    rulesVersion: z.number().int(),
    scenarioId: z.string(),
    scenarioVersion: z.number().int(),
    lane: z.number().int(),
    side: Side,
    team: name,
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
    lines: z.array(line),
    /** Log position the card was computed at. */
    position: z.number().int(),
  });

/** A card of the first version: its reasons are sentences, and its names are written in one way. */
export const FirstScoreCard = cardWith(z.literal(1).optional(), lineWith(LocalText, z.string()), z.string());

const NewScoreLine = lineWith(SaidShape, LocalText);
export type NewScoreLine = z.infer<typeof NewScoreLine>;

/**
 * A card as it is made today. Its reasons are named with their values and told in the reader's language; of sentences it
 * holds only what an author or an evaluator wrote. Names are written for readers of each language.
 */
export const NewScoreCard = cardWith(z.literal(2), NewScoreLine, LocalText);
export type NewScoreCard = z.infer<typeof NewScoreCard>;

export type ScoreLine = NewScoreLine | z.infer<typeof FirstScoreCard>["lines"][number];

/** What a side earned in a lane, computed from the log alone; of any version. */
export type ScoreCard = (Omit<NewScoreCard, "lines"> | Omit<z.infer<typeof FirstScoreCard>, "lines">) & {
  lines: ScoreLine[];
};
export const ScoreCard: z.ZodType<ScoreCard> = z.union([NewScoreCard, FirstScoreCard]);

/**
 * How far a result is: worked out; its disagreements settled; made known; appealed against; no longer open to appeal.
 */
export const ResultState = z.enum(["provisional", "moderated", "released", "appealed", "final"]);
export type ResultState = z.infer<typeof ResultState>;

/** A team's name as a card has it: for readers of each language, or, on cards of the first version, in one way. */
export const TeamName = z.union([z.string(), LocalText]);
export type TeamName = z.infer<typeof TeamName>;

/** What one team earned over both legs, in hundredths of a point. */
export const TeamResult = z.strictObject({
  /** As its cards name it. */
  team: TeamName,
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
