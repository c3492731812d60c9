import "server-only";
import { isRefusal } from "@/domain/refusal";
import type { Said } from "@/domain/words/said";
import { openBackground, type Background } from "@/server/background";
import type { OpenedDatabase } from "@/server/db/client";
import { log } from "@/server/log";
import { metrics, type JobOutcome } from "@/server/metrics";
import type { JobKind } from "./kind";
import {
  completeJob,
  endCancelled,
  failJob,
  forgetOldJobs,
  JOBS_CHANNEL,
  putBack,
  renewLease,
  takeJob,
  type Taken,
} from "./mutations";

export type JobRunner = { stop: () => Promise<void> };

export type JobOptions = {
  kinds: readonly JobKind[];
  /** Jobs at a time: one that takes an hour must not keep the others waiting. */
  atOnce?: number;
  /** A job whose instance has not been heard of for so long starts elsewhere. */
  leaseMs?: number;
  /** How long a job can lie there when a ring is lost. */
  pollMs?: number;
  /** First wait before a job is tried again; doubled each time. */
  againMs?: number;
};

/** Progress is written this often, and a lease renewed at least thrice before it ends. */
const PROGRESS_MS = 1_000;
const FORGET_MS = 60 * 60_000;
/** Longest wait before a job is tried again. */
const AGAIN_MS_MAX = 5 * 60_000;

/** Why the work on a job was broken off. */
type BrokenOff = "cancelled" | "lost" | "stopping";

type UnderWay = { renew: () => void; breakOff: (why: BrokenOff) => void };

type House = {
  db: OpenedDatabase;
  background: Background;
  kinds: ReadonlyMap<string, JobKind>;
  leaseMs: number;
  againMs: number;
  underWay: Map<string, UnderWay>;
};

/**
 * Works on jobs, on this instance as on every other. Which of them gets a job is settled by the row of it, so there is no
 * leader to lose; that what comes of it is stored once, by the transaction that completes it.
 */
export function startJobs(
  db: OpenedDatabase,
  { kinds, atOnce = 2, leaseMs = 30_000, pollMs = 5_000, againMs = 1_000 }: JobOptions,
): JobRunner {
  const background = openBackground();
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const underWay = new Map<string, UnderWay>();
  const house: House = { db, background, kinds: byName, leaseMs, againMs, underWay };

  let looking: Promise<void> | null = null;
  let lookAgain = false;
  const takeAll = async () => {
    do {
      lookAgain = false;
      while (underWay.size < atOnce && !background.isStopped()) {
        const job = await takeJob(db, [...byName.keys()], leaseMs);
        if (job === null) break;
        begin(house, job, look);
      }
      // Rung meanwhile: the job may have been stored after the last look.
    } while (lookAgain);
  };
  const look = () => {
    lookAgain = true;
    if (looking !== null || byName.size === 0 || background.isStopped()) return;
    looking = takeAll().finally(() => {
      looking = null;
      if (lookAgain) look();
    });
    background.run("looking for jobs", () => looking ?? Promise.resolve());
  };

  let unlisten: (() => Promise<void>) | undefined;
  background.run("listening for jobs", async () => {
    const onRing = (jobId: string) => (underWay.get(jobId)?.renew ?? look)();
    const listening = await db.$client.listen(JOBS_CHANNEL, onRing, look);
    if (background.isStopped()) await listening.unlisten();
    else unlisten = () => listening.unlisten();
  });
  look();
  const timers = [
    setInterval(look, pollMs),
    setInterval(() => background.runOnce("forgetting old jobs", () => forgetOldJobs(db)), FORGET_MS),
  ];
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      background.stop();
      for (const { breakOff } of underWay.values()) breakOff("stopping");
      await background.settled();
      await unlisten?.();
    },
  };
}

/** Starts the work on a job. @param after Called when it is over, however. */
function begin(house: House, job: Taken, after: () => void): void {
  const broken = new AbortController();
  const state = { share: 0, said: null as Said | null, written: "", renewedMs: performance.now() };
  const breakOff = (why: BrokenOff) => {
    if (!broken.signal.aborted) broken.abort(why);
  };
  const renew = () =>
    house.background.runOnce(`renewing job ${job.jobId}`, async () => {
      state.renewedMs = performance.now();
      state.written = JSON.stringify([state.share, state.said]);
      const { share, said } = state;
      const standing = await renewLease(house.db, job, { leaseMs: house.leaseMs, share, said });
      if (standing !== "held") breakOff(standing);
    });
  const tick = setInterval(
    () => {
      const isNews = JSON.stringify([state.share, state.said]) !== state.written;
      if (isNews || performance.now() - state.renewedMs > house.leaseMs / 3) renew();
    },
    Math.min(PROGRESS_MS, house.leaseMs / 6),
  );
  house.underWay.set(job.jobId, { renew, breakOff });
  const progress = (share: number, said?: Said) => {
    state.share = Math.min(Math.max(share, 0), 1);
    state.said = said ?? null;
  };
  house.background.run(`job ${job.jobId}`, async () => {
    try {
      await carriedOut(house, job, broken.signal, progress);
    } finally {
      clearInterval(tick);
      house.underWay.delete(job.jobId);
      after();
    }
  });
}

async function carriedOut(
  house: House,
  job: Taken,
  signal: AbortSignal,
  progress: (share: number, said?: Said) => void,
): Promise<void> {
  const { db } = house;
  const kind = house.kinds.get(job.kind);
  if (!kind) throw new Error(`Nobody here knows jobs of the kind ${job.kind}.`);
  const startedMs = performance.now();
  const count = (outcome: JobOutcome) => {
    metrics().jobs.inc({ kind: job.kind, outcome });
    metrics().jobSeconds.observe({ kind: job.kind }, (performance.now() - startedMs) / 1_000);
  };
  if (job.cancelAsked) {
    await endCancelled(db, job);
    return count("cancelled");
  }
  if (job.tries > kind.triesMax) {
    log.error({ jobId: job.jobId, kind: job.kind, tries: job.tries }, "a job never came to an end");
    await failJob(db, job, { code: "job-failed", params: {} });
    return count("failed");
  }
  try {
    const { jobId, askedBy } = job;
    const work = kind.attempt(job.input, { db, jobId, askedBy, signal, progress });
    const outcome = await unlessBrokenOff(work, signal);
    await db.transaction(async (tx) => {
      if (!(await completeJob(tx, job, outcome.result))) throw new LostJob();
      await outcome.store(tx);
    });
    count("done");
  } catch (error) {
    count(await ended(house, job, kind, { error, why: brokenOff(signal) }));
  }
}

/** Nobody waits for work that does not hear that it is broken off: nothing that comes of it counts. */
function unlessBrokenOff<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const over = () => reject(new Error("The work was broken off."));
    if (signal.aborted) over();
    signal.addEventListener("abort", over, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", over));
  });
}

class LostJob extends Error {
  override readonly name = "LostJob";
}

function brokenOff(signal: AbortSignal): BrokenOff | null {
  if (!signal.aborted) return null;
  const why: unknown = signal.reason;
  return why === "cancelled" || why === "lost" ? why : "stopping";
}

/** What becomes of a job whose try came to nothing. */
async function ended(
  { db, againMs }: House,
  job: Taken,
  kind: JobKind,
  { error, why }: { error: unknown; why: BrokenOff | null },
): Promise<JobOutcome> {
  if (why === "lost" || error instanceof LostJob) return "lost";
  if (why === "stopping") {
    await putBack(db, job, { waitMs: 0, counts: false });
    return "put-back";
  }
  if (why === "cancelled") {
    await endCancelled(db, job);
    return "cancelled";
  }
  if (isRefusal(error)) {
    await failJob(db, job, { code: error.code, params: { ...error.params } });
    return "refused";
  }
  if (job.tries < kind.triesMax) {
    log.warn(
      { err: error, jobId: job.jobId, kind: job.kind, tries: job.tries },
      "a job failed and is tried again",
    );
    await putBack(db, job, { waitMs: Math.min(againMs * 2 ** (job.tries - 1), AGAIN_MS_MAX), counts: true });
    return "put-back";
  }
  log.error({ err: error, jobId: job.jobId, kind: job.kind, tries: job.tries }, "a job failed");
  await failJob(db, job, { code: "job-failed", params: {} });
  return "failed";
}
