import "server-only";
import { openDatabase } from "@/server/db/client";
import { env } from "@/server/env";
import { startJobs } from "@/server/jobs/runner";
import { soakJob } from "./kinds";

/** An instance dies somewhere within so many ms. */
const LIFE_MS_MAX = 200;

/** An instance that works on jobs until it dies, at whatever it is doing then, without a word. */
const db = openDatabase(env.databaseUrl ?? "", { connectionsMax: 6 });
startJobs(db, { kinds: [soakJob], atOnce: 4, leaseMs: 1_000, pollMs: 100, againMs: 1 });
process.send?.({ type: "serving" });
setTimeout(() => process.kill(process.pid, "SIGKILL"), Math.random() * LIFE_MS_MAX);
