import "server-only";
import { openDatabase } from "@/server/db/client";
import { env } from "@/server/env";
import { startJobs } from "@/server/jobs/runner";
import { soakJob } from "./kinds";

/** An instance dies of one of so many jobs, some ms after it has begun it. */
const JOBS_MAX = 40;
const LATER_MS_MAX = 10;

/** An instance that works on jobs until it dies, at whatever it is doing then, without a word. */
let left = 1 + Math.floor(Math.random() * JOBS_MAX);
const deadly: typeof soakJob = {
  ...soakJob,
  attempt(stored, attempt) {
    left -= 1;
    if (left === 0) setTimeout(() => process.kill(process.pid, "SIGKILL"), Math.random() * LATER_MS_MAX);
    return soakJob.attempt(stored, attempt);
  },
};
const db = openDatabase(env.databaseUrl ?? "", { connectionsMax: 6 });
startJobs(db, { kinds: [deadly], atOnce: 4, leaseMs: 1_000, pollMs: 100, againMs: 1 });
process.send?.({ type: "serving" });
