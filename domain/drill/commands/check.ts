import { z } from "zod";

/** The communications check. */
export const check = {
  /** To everybody who has come in, but for those who only look on. */
  CallCheck: z.strictObject({ type: z.literal("CallCheck") }),

  /** To those who have not answered yet, and those who have come since. */
  RepeatCheck: z.strictObject({ type: z.literal("RepeatCheck") }),

  AnswerCheck: z.strictObject({ type: z.literal("AnswerCheck") }),
};
