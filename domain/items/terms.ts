import { z } from "zod";

/** How an item stands. Shape, word and colour on every screen follow it. */
export const LineStatus = z.enum(["met", "partly", "missed", "not-evaluated", "exempt"]);
export type LineStatus = z.infer<typeof LineStatus>;

/** The anchored levels of a judgement, from best to worst: HSEEP's. */
export const Rating = z.enum(["P", "S", "M", "U"]);
export type Rating = z.infer<typeof Rating>;

/** What one evaluator who has handed in said of an item. */
export const Assessment = z.strictObject({
  by: z.string(),
  says: z.union([Rating, z.enum(["met", "partly", "missed"])]),
  note: z.string(),
  /** When it was seen, in ms of drill time. */
  atMs: z.number().int(),
  position: z.number().int(),
});
export type Assessment = z.infer<typeof Assessment>;
