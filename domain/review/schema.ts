import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { Format, Mode, MomentKind } from "@/domain/drill/terms";
import { ResultState, ScoreCard, SwapResult } from "@/domain/score-card/schema";
import { LocalText } from "@/domain/text";
import { SaidShape, Saying } from "@/domain/words/said";

/** One event of the log as a sentence. */
export const ReviewMoment = z.strictObject({
  position: z.number().int(),
  lane: z.number().int(),
  atMs: z.number().int(),
  /** When it was seen, where that differs from when it was recorded. */
  observedAtMs: z.number().int().nullable(),
  kind: MomentKind,
  side: Side.nullable(),
  who: Saying,
  sentence: SaidShape,
  /** Ids of the pictures that belong to it. */
  photos: z.array(z.uuid()),
  /** A moment on which the drill turned. */
  turningPoint: z.boolean(),
});
export type ReviewMoment = z.infer<typeof ReviewMoment>;

/** Whose eyes a drill can be looked at again with, and how long each of them played. */
export const ReplaySides = z.strictObject({
  title: z.string(),
  sides: z.array(
    z.strictObject({ lane: z.number().int(), side: Side, team: LocalText, lengthMs: z.number().int() }),
  ),
});
export type ReplaySides = z.infer<typeof ReplaySides>;

/** What the review page opens with. */
export const ReviewOverview = z.strictObject({
  title: z.string(),
  scenarioTitle: LocalText,
  format: Format,
  mode: Mode,
  phase: z.enum(["planned", "running", "ended"]),
  /** Of a drill of two legs: which of them `lengthMs` counts. */
  leg: z.number().int().nullable(),
  lengthMs: z.number().int(),
  ended: z
    .strictObject({ how: z.enum(["ended", "stopped", "real-incident"]), reason: z.string() })
    .nullable(),
  released: z.boolean(),
  /** How far the result is. */
  state: ResultState,
  /** Evaluations that have not been handed in, over all lanes. */
  evaluationsWaiting: z.number().int(),
  mayRelease: z.boolean(),
  mayMakeCase: z.boolean(),
  /** Whether the reader may take the whole log with them. */
  mayTakeLog: z.boolean(),
  cards: z.array(ScoreCard),
  /** Over both legs, where there are two. */
  result: SwapResult.nullable(),
});
export type ReviewOverview = z.infer<typeof ReviewOverview>;
