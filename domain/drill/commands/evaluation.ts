import { z } from "zod";
import { atMs, controlLane, Counted, FlagKind, id, photos, seen, words } from "@/domain/drill/terms";
import { Rating } from "@/domain/items/terms";
import { Words } from "@/domain/text";

/** What evaluators and control enter about the players. */
export const evaluation = {
  ObserveItem: z.strictObject({
    type: z.literal("ObserveItem"),
    ...controlLane,
    itemId: id,
    result: z.enum(["met", "partly", "missed", "withdrawn"]),
    note: Words(1_000),
    ...seen,
  }),

  RateItem: z.strictObject({
    type: z.literal("RateItem"),
    ...controlLane,
    itemId: id,
    rating: Rating.nullable(),
    note: Words(1_000),
    observedAtMs: atMs.nullable().optional(),
    counted: Counted.optional(),
  }),

  SubmitEvaluation: z.strictObject({ type: z.literal("SubmitEvaluation"), ...controlLane }),

  TakeNote: z.strictObject({
    type: z.literal("TakeNote"),
    ...controlLane,
    /** Empty only where a picture says it. */
    text: Words(2_000),
    ...seen,
    photos,
  }),

  FlagMoment: z.strictObject({
    type: z.literal("FlagMoment"),
    ...controlLane,
    kind: FlagKind,
    text: Words(2_000),
    observedAtMs: atMs.nullable(),
  }),

  GrantExemption: z.strictObject({
    type: z.literal("GrantExemption"),
    ...controlLane,
    itemId: id,
    reason: words,
  }),
};
