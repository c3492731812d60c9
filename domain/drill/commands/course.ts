import { z } from "zod";
import { Rate } from "@/domain/drill/terms";

/** The course of a drill: begun, exchanged, ended, made known. */
export const course = {
  StartDrill: z.strictObject({ type: z.literal("StartDrill"), rate: Rate }),

  /** Ends the first leg and begins the second, with sides exchanged. */
  StartNextLeg: z.strictObject({ type: z.literal("StartNextLeg") }),

  EndDrill: z.strictObject({
    type: z.literal("EndDrill"),
    how: z.enum(["ended", "stopped", "real-incident"]),
    reason: z.string().max(500),
  }),

  ReleaseScores: z.strictObject({ type: z.literal("ReleaseScores") }),
};
