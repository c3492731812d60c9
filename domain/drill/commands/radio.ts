import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { lane, words } from "@/domain/drill/terms";
import { NameOrNone } from "@/domain/text";

/** The radio net of each side. */
export const radio = {
  /** `as` and `lane`/`side` only for control, which can speak as any role. */
  SendRadio: z.strictObject({
    type: z.literal("SendRadio"),
    text: words,
    as: NameOrNone(60).optional(),
    lane: lane.optional(),
    side: Side.optional(),
    asksReadBack: z.literal(true).optional(),
  }),

  /** `n`: number of the message on its side's net. `as`, `lane` and `side` only for control. */
  ReadBack: z.strictObject({
    type: z.literal("ReadBack"),
    n: z.number().int().min(1).max(99_999),
    as: NameOrNone(60).optional(),
    lane: lane.optional(),
    side: Side.optional(),
  }),
};
