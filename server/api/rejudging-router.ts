import "server-only";
import { z } from "zod";
import { RULES_VERSION } from "@/domain/scoring/score-card";
import { SaidWords } from "@/domain/text";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import { rejudge } from "@/server/jobs/kinds/rejudge";
import { applyRejudging, beginRejudging, dropRejudging } from "@/server/rejudging/mutations";
import {
  ChangedCard,
  changedCards,
  ChangedFrom,
  countJudgedEarlier,
  listRejudgings,
  RejudgingSeen,
} from "@/server/rejudging/queries";
import { procedureFor, router } from "./trpc";

const administratorProcedure = procedureFor("administrator");
const one = z.strictObject({ rejudgingId: z.uuid() });
const object = (id: string) => ({ type: "rejudging", id, name: "" });

/** Released results worked out anew by the rules of today: beside those that stand, until somebody decides on all of them. */
export const rejudgingRouter = router({
  list: administratorProcedure
    .output(z.object({ rulesVersion: z.number(), earlier: z.number(), rejudgings: z.array(RejudgingSeen) }))
    .query(async ({ ctx }) => ({
      rulesVersion: RULES_VERSION,
      earlier: await countJudgedEarlier(ctx.db, RULES_VERSION),
      rejudgings: await listRejudgings(ctx.db),
    })),

  /** The cards that would change, with their lines before and after. */
  changes: administratorProcedure
    .input(z.strictObject({ rejudgingId: z.uuid(), from: ChangedFrom.nullish() }))
    .output(z.object({ cards: z.array(ChangedCard), next: ChangedFrom.nullable() }))
    .query(({ ctx, input }) => changedCards(ctx.db, ctx.user.id, input.rejudgingId, input.from ?? null)),

  /** Of all that earlier rules have judged where neither drills nor a scenario are named. */
  begin: administratorProcedure
    .input(
      z.strictObject({
        reason: SaidWords(500),
        drillIds: z.array(z.uuid()).min(1).max(500).optional(),
        scenarioId: z.uuid().optional(),
      }),
    )
    .output(z.object({ rejudgingId: z.uuid(), jobId: z.uuid(), drills: z.number() }))
    .mutation(({ ctx, input: { reason, ...chosen } }) =>
      ctx.db.transaction(async (tx) => {
        const begun = await beginRejudging(tx, rejudge, { askedBy: ctx.user.id, reason, chosen });
        await recordAudit(tx, {
          ...auditBy(ctx),
          action: "rejudging.begin",
          object: object(begun.rejudgingId),
          result: "done",
          detail: { drills: begun.drills, rulesVersion: RULES_VERSION, reason },
        });
        return begun;
      }),
    ),

  adopt: administratorProcedure.input(one).mutation(({ ctx, input: { rejudgingId } }) =>
    ctx.db.transaction(async (tx) => {
      const detail = await applyRejudging(tx, rejudgingId, ctx.user.id);
      await recordAudit(tx, {
        ...auditBy(ctx),
        action: "rejudging.apply",
        object: object(rejudgingId),
        result: "done",
        detail,
      });
    }),
  ),

  drop: administratorProcedure.input(one).mutation(({ ctx, input: { rejudgingId } }) =>
    ctx.db.transaction(async (tx) => {
      await dropRejudging(tx, rejudgingId, ctx.user.id);
      await recordAudit(tx, {
        ...auditBy(ctx),
        action: "rejudging.drop",
        object: object(rejudgingId),
        result: "done",
      });
    }),
  ),
});
