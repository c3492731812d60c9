import { z } from "zod";
import { atMs, Rate } from "@/domain/drill/terms";

/** The drill clock. */
export const clock = {
  PauseClock: z.strictObject({ type: z.literal("PauseClock"), reason: z.string().max(500) }),

  ResumeClock: z.strictObject({ type: z.literal("ResumeClock") }),

  ChangeRate: z.strictObject({ type: z.literal("ChangeRate"), rate: Rate }),

  JumpClock: z.strictObject({ type: z.literal("JumpClock"), toMs: atMs.max(24 * 3_600_000) }),
};
