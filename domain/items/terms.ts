import { z } from "zod";
import { LocalText } from "@/domain/text";

/** How an item stands. Shape, word and colour on every screen follow it. */
export const LineStatus = z.enum(["met", "partly", "missed", "not-evaluated", "exempt"]);
export type LineStatus = z.infer<typeof LineStatus>;

/** The anchored levels of a judgement, from best to worst: HSEEP's. */
export const Rating = z.enum(["P", "S", "M", "U"]);
export type Rating = z.infer<typeof Rating>;

/** What somebody finds of an item: a level of a judgement, or whether a procedure was done. */
export const Says = z.union([Rating, z.enum(["met", "partly", "missed"])]);
export type Says = z.infer<typeof Says>;

/** What one evaluator who has handed in said of an item: `by` is their name, as the card of its version holds names. */
export const assessmentBy = <Name extends z.ZodType>(name: Name) =>
  z.strictObject({
    by: name,
    says: Says,
    note: z.string(),
    /** When it was seen, in ms of drill time. */
    atMs: z.number().int(),
    position: z.number().int(),
  });

/** What one evaluator who has handed in said of an item. A name has a way of writing for readers of each language. */
export const Assessment = assessmentBy(LocalText);
export type Assessment = z.infer<typeof Assessment>;
