import "server-only";
import { z } from "zod";
import type { Locale } from "@/domain/locales";
import { cancelJob } from "@/server/jobs/mutations";
import { JobSeen, jobsOf, JobsFrom, readJob } from "@/server/jobs/queries";
import { refusalSentence } from "@/server/sentences";
import { router, signedInProcedure } from "./trpc";

/** A job with why nothing came of it in the reader's words. */
const JobOut = JobSeen.omit({ failure: true }).extend({ failure: z.string().nullable() });

function told({ failure, ...job }: JobSeen, locale: Locale): z.infer<typeof JobOut> {
  return { ...job, failure: failure && refusalSentence(failure.code, failure.params, locale) };
}

/** What somebody has asked the server to work on. Another's jobs do not exist. */
export const jobsRouter = router({
  mine: signedInProcedure
    .input(z.strictObject({ from: JobsFrom.nullish() }))
    .output(z.object({ jobs: z.array(JobOut), next: JobsFrom.nullable() }))
    .query(async ({ ctx, input }) => {
      const page = await jobsOf(ctx.db, ctx.user.id, input.from ?? null);
      return { jobs: page.jobs.map((job) => told(job, ctx.locale)), next: page.next };
    }),

  /** Asked for again every second while somebody watches it. */
  read: signedInProcedure
    .input(z.strictObject({ jobId: z.uuid() }))
    .output(JobOut)
    .query(async ({ ctx, input }) => told(await readJob(ctx.db, ctx.user.id, input.jobId), ctx.locale)),

  cancel: signedInProcedure
    .input(z.strictObject({ jobId: z.uuid() }))
    .mutation(({ ctx, input }) => cancelJob(ctx.db, ctx.user.id, input.jobId)),
});
