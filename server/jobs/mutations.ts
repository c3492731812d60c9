import "server-only";
import { and, count, eq, inArray, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { Refusal } from "@/domain/refusal";
import type { Said } from "@/domain/words/said";
import type { Database, Transaction } from "@/server/db/client";
import { jobs } from "@/server/db/schema/jobs";
import type { Askable, Failure } from "./kind";

/** Instances listen here for jobs that were asked for or cancelled. */
export const JOBS_CHANNEL = "job";

/** Jobs that one person may have open at once: nobody makes everybody else wait. */
const OPEN_MAX = 20;

/** Ended jobs are kept for so long. */
const KEPT_DAYS = 30;

/**
 * Asks for a job. Of one kind on one subject there is never more than one open: asked again, that one is found.
 *
 * The instances are rung by the transaction that stores it, if there is one: jobs are rare.
 *
 * @returns its id.
 * @throws {Refusal} "jobs-too-many".
 */
export async function askForJob<Input>(
  db: Database,
  kind: Askable<Input>,
  input: Input,
  { askedBy, subject = null }: { askedBy: string | null; subject?: string | null },
): Promise<{ jobId: string; isNew: boolean }> {
  if (askedBy !== null) await requireRoom(db, askedBy);
  for (;;) {
    const [made] = await db
      .insert(jobs)
      .values({ kind: kind.name, input: kind.input.parse(input), subject, askedBy })
      .onConflictDoNothing()
      .returning({ id: jobs.id });
    if (made) {
      await ring(db, made.id);
      return { jobId: made.id, isNew: true };
    }
    const [open] = await db
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.kind, kind.name), eq(jobs.subject, subject ?? ""), isOpen()));
    // It may have ended in between.
    if (open) return { jobId: open.id, isNew: false };
  }
}

async function requireRoom(db: Database, askedBy: string): Promise<void> {
  const [row] = await db
    .select({ open: count() })
    .from(jobs)
    .where(and(eq(jobs.askedBy, askedBy), isOpen()));
  if ((row?.open ?? 0) >= OPEN_MAX) throw new Refusal("jobs-too-many", { max: OPEN_MAX });
}

function isOpen(): SQL | undefined {
  return inArray(jobs.state, ["waiting", "running"]);
}

async function ring(db: Database, jobId: string): Promise<void> {
  await db.execute(sql`select pg_notify(${JOBS_CHANNEL}, ${jobId})`);
}

const Taken = z.object({
  jobId: z.uuid(),
  holder: z.uuid(),
  kind: z.string(),
  input: z.unknown(),
  askedBy: z.uuid().nullable(),
  tries: z.number(),
  cancelAsked: z.boolean(),
});
/** A job that somebody has, until its lease ends. */
export type Taken = z.infer<typeof Taken>;

/**
 * Takes the job that has waited longest: one that is due, or one whose instance has not been heard of for the length of
 * its lease. Whatever somebody else is taking at this moment is passed over.
 *
 * @returns null when there is none.
 */
export async function takeJob(
  db: Database,
  kinds: readonly string[],
  leaseMs: number,
): Promise<Taken | null> {
  const names = sql.join(
    kinds.map((name) => sql`${name}`),
    sql`, `,
  );
  const [row] = await db.execute(sql`
    with free as (
      select id from ${jobs}
       where state in ('waiting', 'running') and free_at <= now() and kind in (${names})
       order by free_at, id limit 1 for update skip locked)
    update ${jobs} set state = 'running', holder = gen_random_uuid(), tries = tries + 1,
           free_at = ${after(leaseMs)}, started_at = coalesce(started_at, now())
      from free where jobs.id = free.id
    returning jobs.id as "jobId", holder, kind, input, asked_by as "askedBy", tries, cancel_asked as "cancelAsked"`);
  return row ? Taken.parse(row) : null;
}

function after(ms: number): SQL {
  return sql`now() + ${ms}::int * interval '1 millisecond'`;
}

/** Which job, and by which taking of it: what somebody does who has lost it changes nothing. */
export type Held = Pick<Taken, "jobId" | "holder">;

function isStillHeld({ jobId, holder }: Held): SQL | undefined {
  return and(eq(jobs.id, jobId), eq(jobs.holder, holder), eq(jobs.state, "running"));
}

/** Moves the end of a lease on and says how far the work is. */
export async function renewLease(
  db: Database,
  held: Held,
  { leaseMs, share, said }: { leaseMs: number; share: number; said: Said | null },
): Promise<"held" | "cancelled" | "lost"> {
  const [row] = await db
    .update(jobs)
    .set({ freeAt: after(leaseMs), progress: share, said })
    .where(isStillHeld(held))
    .returning({ cancelAsked: jobs.cancelAsked });
  if (!row) return "lost";
  return row.cancelAsked ? "cancelled" : "held";
}

/**
 * Completes a job, in the transaction that stores what comes of it. The row is locked first, so that nobody else takes
 * or cancels it in between.
 *
 * @returns false when somebody else has it by now: then nothing else may be stored either.
 */
export async function completeJob(tx: Transaction, held: Held, result: unknown): Promise<boolean> {
  const done = await tx
    .update(jobs)
    .set({ state: "done", holder: null, result: result ?? {}, progress: 1, said: null, endedAt: sql`now()` })
    .where(isStillHeld(held))
    .returning({ id: jobs.id });
  return done.length > 0;
}

export async function failJob(db: Database, held: Held, failure: Failure): Promise<void> {
  await db
    .update(jobs)
    .set({ state: "failed", holder: null, failure, said: null, endedAt: sql`now()` })
    .where(isStillHeld(held));
}

/** Puts a job back, for whoever takes it when `waitMs` are over. @param counts Whether this was a try. */
export async function putBack(
  db: Database,
  held: Held,
  { waitMs, counts }: { waitMs: number; counts: boolean },
): Promise<void> {
  await db
    .update(jobs)
    .set({
      state: "waiting",
      holder: null,
      freeAt: after(waitMs),
      progress: 0,
      said: null,
      ...(counts ? {} : { tries: sql`${jobs.tries} - 1` }),
    })
    .where(isStillHeld(held));
}

/** Ends a job that somebody has cancelled while it was at work. */
export async function endCancelled(db: Database, held: Held): Promise<void> {
  await db
    .update(jobs)
    .set({ state: "cancelled", holder: null, said: null, endedAt: sql`now()` })
    .where(isStillHeld(held));
}

/**
 * Cancels a job of somebody's own: at once while nobody has it, and else as soon as whoever has it hears of it.
 *
 * @throws {Refusal} "not-found", also for another's; "job-ended".
 */
export async function cancelJob(db: Database, askedBy: string, jobId: string): Promise<void> {
  const [row] = await db
    .update(jobs)
    .set({
      cancelAsked: true,
      state: sql`case when ${jobs.state} = 'waiting' then 'cancelled' else ${jobs.state} end`,
      endedAt: sql`case when ${jobs.state} = 'waiting' then now() end`,
    })
    .where(and(eq(jobs.id, jobId), eq(jobs.askedBy, askedBy), isOpen()))
    .returning({ state: jobs.state });
  if (row?.state === "running") await ring(db, jobId);
  if (row) return;
  const known = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.id, jobId), eq(jobs.askedBy, askedBy)));
  throw new Refusal(known.length > 0 ? "job-ended" : "not-found");
}

/** Forgets jobs that ended long ago. */
export async function forgetOldJobs(db: Database): Promise<void> {
  await db
    .delete(jobs)
    .where(
      sql`${jobs.endedAt} is not null and ${jobs.endedAt} < now() - make_interval(days => ${KEPT_DAYS})`,
    );
}
