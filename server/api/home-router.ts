import "server-only";
import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { needsOf } from "@/server/home/queries";
import { router, signedInProcedure } from "./trpc";

const NeedOut = z.strictObject({
  kind: z.enum([
    "drill-running",
    "drill-to-join",
    "drill-planned",
    "evaluation-waiting",
    "review-waiting",
    "case-to-review",
    "scenario-draft",
    "case-draft",
  ]),
  id: z.string(),
  title: z.string(),
  href: z.string(),
  detail: z.string().nullable(),
  side: Side.nullable(),
  atMs: z.number().nullable(),
  overdue: z.boolean(),
  more: z.number(),
});

export const homeRouter = router({
  /** What needs the caller now: one click from the work. */
  needs: signedInProcedure.output(z.array(NeedOut)).query(({ ctx }) => needsOf(ctx.db, ctx.user, ctx.locale)),
});
