import "server-only";
import { and, count, desc, eq, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { Refusal } from "@/domain/refusal";
import { SaidShape } from "@/domain/words/said";
import type { Database } from "@/server/db/client";
import { jobs } from "@/server/db/schema/jobs";
import { Failure, JOB_STATES } from "./kind";

/** A job as whoever asked for it sees it. Times are Unix times in ms. */
export const JobSeen = z.object({
  id: z.uuid(),
  kind: z.string(),
  state: z.enum(JOB_STATES),
  /** 0 to 1. */
  progress: z.number(),
  said: SaidShape.nullable(),
  cancelAsked: z.boolean(),
  failure: Failure.nullable(),
  askedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
});
export type JobSeen = z.infer<typeof JobSeen>;

/** Where a page of somebody's jobs ends. */
export const JobsFrom = z.strictObject({ askedAtMs: z.number(), id: z.uuid() });
export type JobsFrom = z.infer<typeof JobsFrom>;

const PAGE_SIZE = 20;

/** In ms with what is behind the point, so that a page goes on at the very moment where the one before ended. */
const askedAtMs = sql<number>`(extract(epoch from ${jobs.askedAt}) * 1000)::float8`;

function seen(db: Database, where: SQL | undefined, limit: number) {
  return db
    .select({
      id: jobs.id,
      kind: jobs.kind,
      state: jobs.state,
      progress: jobs.progress,
      said: jobs.said,
      cancelAsked: jobs.cancelAsked,
      failure: jobs.failure,
      askedAtMs,
      endedAtMs: sql<number | null>`(extract(epoch from ${jobs.endedAt}) * 1000)::float8`,
    })
    .from(jobs)
    .where(where)
    .orderBy(desc(jobs.askedAt), desc(jobs.id))
    .limit(limit);
}

/** A page of the jobs that somebody has asked for, the newest first, and where the next one begins. */
export async function jobsOf(
  db: Database,
  askedBy: string,
  from: JobsFrom | null,
): Promise<{ jobs: JobSeen[]; next: JobsFrom | null }> {
  const behind =
    from === null
      ? undefined
      : sql`(${jobs.askedAt}, ${jobs.id}) < (to_timestamp(${from.askedAtMs}::float8 / 1000), ${from.id}::uuid)`;
  const rows = await seen(db, and(eq(jobs.askedBy, askedBy), behind), PAGE_SIZE + 1);
  const page = rows.slice(0, PAGE_SIZE).map((row) => JobSeen.parse(row));
  const last = page.at(-1);
  const isMore = rows.length > PAGE_SIZE && last !== undefined;
  return { jobs: page, next: isMore ? { askedAtMs: last.askedAtMs, id: last.id } : null };
}

/** @throws {Refusal} "not-found", also for another's. */
export async function readJob(db: Database, askedBy: string, jobId: string): Promise<JobSeen> {
  const [row] = await seen(db, and(eq(jobs.id, jobId), eq(jobs.askedBy, askedBy)), 1);
  if (!row) throw new Refusal("not-found");
  return JobSeen.parse(row);
}

/** How many jobs of each kind wait or run, over all instances. */
export async function countOpenJobs(
  db: Database,
): Promise<{ kind: string; state: "waiting" | "running"; count: number }[]> {
  const rows = await db
    .select({ kind: jobs.kind, state: jobs.state, count: count() })
    .from(jobs)
    .where(sql`${jobs.state} in ('waiting', 'running')`)
    .groupBy(jobs.kind, jobs.state);
  return rows.map(({ kind, state, count: n }) => ({
    kind,
    state: state === "running" ? "running" : "waiting",
    count: n,
  }));
}
