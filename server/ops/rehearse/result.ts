import "server-only";
import { z } from "zod";
import { Side } from "@/domain/conditions/terms";

/** What a rehearsal came to, as its last line tells it. Points, not hundredths. */
export const Result = z.object({
  scenario: z.string(),
  format: z.enum(["opposed", "parallel"]),
  teams: z.number().int(),
  /** Of the responder of the first lane, like the two below. */
  total: z.number(),
  sumOfLines: z.number(),
  coverage: z.number(),
  events: z.number().int(),
  /** From planning the drill to its scores, without the start of the server. */
  seconds: z.number(),
  moves: z.number().int(),
  refused: z.number().int(),
  cards: z.array(
    z.object({
      lane: z.number().int(),
      side: Side,
      team: z.string(),
      total: z.number(),
      sumOfLines: z.number(),
      coverage: z.number(),
    }),
  ),
});
export type Result = z.infer<typeof Result>;
