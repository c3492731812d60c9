import "server-only";
import { z } from "zod";
import { procedureFor, router } from "@/server/trpc";
import { auditPage, verifyAuditTrail } from "./queries";

const administratorProcedure = procedureFor("administrator");

export const auditRouter = router({
  /** One page of the trail, newest first. `cursor` is the `next` of the page before. */
  page: administratorProcedure
    .input(
      z.strictObject({
        action: z.string().max(60).nullish(),
        text: z.string().trim().max(100).default(""),
        fromMs: z.int().nullish(),
        untilMs: z.int().nullish(),
        cursor: z.int().min(1).nullish(),
        // TanStack Query sends the way it is paging; there is only one here.
        direction: z.literal("forward").optional(),
      }),
    )
    .query(({ ctx, input }) =>
      auditPage(ctx.db, {
        action: input.action ?? null,
        text: input.text,
        fromMs: input.fromMs ?? null,
        untilMs: input.untilMs ?? null,
        before: input.cursor ?? null,
      }),
    ),

  /** Recomputes every hash of the trail; slow on a long one, so a mutation that nobody repeats by accident. */
  verify: administratorProcedure.mutation(({ ctx }) => verifyAuditTrail(ctx.db)),
});
