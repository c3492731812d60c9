import "server-only";
import { z } from "zod";
import { changesBetween } from "@/domain/audit/changes";
import { SearchText, UnixMs } from "@/domain/text";
import { env } from "@/server/env";
import { auditBy } from "@/server/audit/chain";
import { noteReport, trailState } from "@/server/audit/guard";
import { currentAuditKeys } from "@/server/audit/keys";
import { recordAudit } from "@/server/audit/mutations";
import { readNotedHead } from "@/server/audit/noted-head";
import { auditExport, auditPage, verifyAuditTrail } from "@/server/audit/queries";
import { accountProcedureFor, procedureFor, router } from "./trpc";

const administratorProcedure = procedureFor("administrator");

const text = SearchText(100).default("");

/** What the trail is narrowed by. `untilMs` is the first moment that is no longer meant. */
const filter = {
  action: z.string().max(60).nullish(),
  actor: text,
  object: text,
  result: z.enum(["done", "refused"]).nullish(),
  fromMs: UnixMs.nullish(),
  untilMs: UnixMs.nullish(),
};
const AuditFilterIn = z.strictObject(filter);

function filterFrom({ action, actor, object, result, fromMs, untilMs }: z.infer<typeof AuditFilterIn>) {
  return {
    action: action ?? null,
    actor,
    object,
    result: result ?? null,
    fromMs: fromMs ?? null,
    untilMs: untilMs ?? null,
  };
}

export const auditRouter = router({
  /** One page of the trail, newest first. `cursor` is the `next` of the page before. */
  page: administratorProcedure
    .input(
      z.strictObject({
        ...filter,
        cursor: z.int().min(1).nullish(),
        // TanStack Query sends the way it is paging; there is only one here.
        direction: z.literal("forward").optional(),
      }),
    )
    .query(({ ctx, input }) =>
      auditPage(ctx.db, ctx.user.id, { ...filterFrom(input), before: input.cursor ?? null }),
    ),

  /** Every entry that fits, to be taken out. That it was taken out is an entry itself. */
  export: accountProcedureFor("administrator")
    .input(AuditFilterIn)
    .mutation(async ({ ctx, input }) => {
      const asked = filterFrom(input);
      const entries = await auditExport(ctx.db, ctx.user.id, asked);
      const detail = { entries: entries.length, ...changesBetween(null, asked) };
      await recordAudit(ctx.db, {
        ...auditBy(ctx),
        action: "audit.export",
        object: null,
        result: "done",
        detail,
      });
      return entries;
    }),

  /** Recomputes every hash of the trail; slow on a long one, so a mutation that nobody repeats by accident. */
  verify: administratorProcedure.mutation(async ({ ctx }) => {
    const report = await verifyAuditTrail(ctx.db, {
      keys: currentAuditKeys(),
      noted: readNotedHead(env.dataDir),
    });
    noteReport(report);
    return report;
  }),

  /** Whether the trail fitted together when the server last walked it, and where it did not. */
  state: administratorProcedure.query(() => ({ broken: trailState()?.broken ?? null })),
});
