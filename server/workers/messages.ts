import "server-only";
import { z } from "zod";
import { REFUSAL_CODES } from "@/domain/refusal";

/** What a thread is told. */
export const Order = z.object({ name: z.string(), input: z.unknown() });
export type Order = z.infer<typeof Order>;

/** What a thread says. */
export const Reply = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), share: z.number() }),
  z.object({ type: z.literal("done"), output: z.unknown() }),
  z.object({
    type: z.literal("refused"),
    code: z.enum(REFUSAL_CODES),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  z.object({ type: z.literal("failed"), message: z.string(), stack: z.string() }),
]);
export type Reply = z.infer<typeof Reply>;
