import "server-only";
import { z } from "zod";
import { Refusal } from "@/domain/refusal";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import { LIMIT_KINDS } from "@/server/auth/limits";
import { liftLimit } from "@/server/auth/mutations";
import { limitsInForce } from "@/server/auth/queries";
import { accountProcedureFor, procedureFor, router } from "./trpc";

const Limit = z.strictObject({
  key: z.string(),
  /** What is limited: signing in to an account or from an address, codes, and so on. */
  kind: z.enum(LIMIT_KINDS),
  /** Whom it concerns, where that is a person. */
  person: z.strictObject({ name: z.string(), latinName: z.string().nullable() }).nullable(),
  address: z.string().nullable(),
  attempts: z.int(),
  lockedUntilMs: z.number(),
});

export const limitsRouter = router({
  /** Who is kept from trying passwords or codes now, the longest first. */
  list: procedureFor("administrator")
    .output(z.array(Limit))
    .query(({ ctx }) => limitsInForce(ctx.db, ctx.now())),

  /** Lets them try again at once. */
  lift: accountProcedureFor("administrator")
    .input(z.strictObject({ key: z.string().min(1).max(200) }))
    .mutation(({ ctx, input }) =>
      ctx.db.transaction(async (tx) => {
        const limit = (await limitsInForce(tx, ctx.now())).find(({ key }) => key === input.key);
        if (!limit || !(await liftLimit(tx, input.key))) throw new Refusal("not-found");
        await recordAudit(tx, {
          ...auditBy(ctx),
          action: "limit.lift",
          object: { type: "limit", id: null, name: limit.person?.name ?? limit.address ?? "" },
          result: "done",
          detail: { kind: limit.kind, attempts: limit.attempts },
        });
      }),
    ),
});
