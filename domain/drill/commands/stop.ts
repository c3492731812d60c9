import { z } from "zod";
import { Words } from "@/domain/text";

/** Stopping everything, and going on. */
export const stop = {
  /** Anyone may call it, also for a real incident; nothing happens in the drill until it is resumed. */
  StopExercise: z.strictObject({
    type: z.literal("StopExercise"),
    reason: Words(500),
    real: z.literal(true).optional(),
  }),

  /** Control knows of a real incident: the drill does not end by itself. */
  AnswerStop: z.strictObject({ type: z.literal("AnswerStop") }),

  MuteStops: z.strictObject({ type: z.literal("MuteStops"), participantId: z.string().min(1).max(64) }),

  UnmuteStops: z.strictObject({ type: z.literal("UnmuteStops"), participantId: z.string().min(1).max(64) }),

  ResumeExercise: z.strictObject({ type: z.literal("ResumeExercise"), reason: Words(500) }),
};
