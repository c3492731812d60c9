import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { assessmentBy, LineStatus, Says } from "@/domain/items/terms";
import { ResultState, TeamName } from "@/domain/score-card/schema";
import { LocalText } from "@/domain/text";
import { SaidShape, Saying } from "@/domain/words/said";

const place = { lane: z.number().int(), side: Side };

/** A line that somebody has to look at, with what is said of it. */
export const Disagreement = z.strictObject({
  ...place,
  itemId: z.string(),
  title: LocalText,
  status: LineStatus,
  assessments: z.array(assessmentBy(TeamName)),
  /** What the log alone says, where it is asked. */
  log: z.strictObject({ status: LineStatus, why: SaidShape }).nullable(),
  /** In which of these it can be settled. */
  levels: z.array(Says),
  /** Whether the reader may. */
  maySettle: z.boolean(),
});
export type Disagreement = z.infer<typeof Disagreement>;

const Decided = z.strictObject({ by: LocalText, wallMs: z.number().int(), reason: z.string() });

/** An appeal with what it is about, in words, and what came of it. */
export const Appeal = z.strictObject({
  ...place,
  no: z.number().int(),
  team: LocalText,
  /** The line's title, or the ruling as the log says it. */
  about: Saying,
  /** Of an appeal against a line. */
  itemId: z.string().nullable(),
  filed: Decided,
  /** What the captain refers to. */
  evidence: z.array(
    z.strictObject({ position: z.number().int(), atMs: z.number().int(), sentence: SaidShape }),
  ),
  answer: z
    .strictObject({
      ...Decided.shape,
      accepted: z.boolean(),
      settled: z.array(z.strictObject({ title: LocalText, says: Says })),
    })
    .nullable(),
  /** Whether the reader may answer it. */
  mayAnswer: z.boolean(),
});
export type Appeal = z.infer<typeof Appeal>;

/** A line of a scenario's side that can be named, with the levels in which it can be settled. */
export const NamedLine = z.strictObject({
  itemId: z.string(),
  side: Side,
  title: LocalText,
  levels: z.array(Says),
});
export type NamedLine = z.infer<typeof NamedLine>;

/** How far the result of a drill is, and what its reader may do about it. */
export const ReviewResult = z.strictObject({
  state: ResultState,
  disagreements: z.array(Disagreement),
  appeals: z.array(Appeal),
  /** Until when captains may appeal, Unix time in ms; null before the release. */
  appealsUntilMs: z.number().int().nullable(),
  /** Whether they still may. */
  isOpen: z.boolean(),
  /** Where the reader may appeal: the places of their team. */
  mayAppeal: z.array(z.strictObject(place)),
  /** Rulings that can be appealed against in those places, as the log says them. */
  rulings: z.array(z.strictObject({ lane: z.number().int(), no: z.number().int(), sentence: SaidShape })),
  lines: z.array(NamedLine),
  accepted: z.array(z.strictObject({ ...place, team: LocalText })),
  mayAccept: z.boolean(),
  mayDeclareFinal: z.boolean(),
});
export type ReviewResult = z.infer<typeof ReviewResult>;

/** One state that a card has had: who brought it about, and what it says otherwise than the one before. */
export const ResultRecord = z.strictObject({
  version: z.number().int(),
  state: ResultState,
  position: z.number().int(),
  wallMs: z.number().int(),
  /** What happened, with who and why, as the log says it. */
  sentence: SaidShape,
  rulesVersion: z.number().int(),
  policyVersion: z.number().int(),
  totalHundredths: z.number().int(),
  /** Of the first: nothing. */
  difference: z.array(SaidShape),
});
export type ResultRecord = z.infer<typeof ResultRecord>;
