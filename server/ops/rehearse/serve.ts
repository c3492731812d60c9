import "server-only";
import { collectOnSignal } from "./collect-on-signal";
import { closeCurrentDatabase, openCurrentDatabase } from "@/server/db/current";
import { startRunner } from "@/server/drill/runner";
import { JOB_KINDS } from "@/server/jobs/kinds";
import { startJobs } from "@/server/jobs/runner";
import { env } from "@/server/env";
import { apiRoutes } from "@/server/front-door/api-routes";
import { openFrontDoor } from "@/server/front-door/front-door";
import { log, logConsole, logUncaught } from "@/server/log";
import { setCurrentWorkers } from "@/server/workers/current";
import { openWorkers } from "@/server/workers/pool";

/** Long enough for an answer under way; nobody else is there. */
const GRACE_MS = 1_000;

/**
 * The front door without pages, for a rehearsal: the same API, database and clock as in production, and no
 * need to build anything first.
 */
async function main(): Promise<void> {
  if (env.databaseUrl === undefined) throw new Error("DATABASE_URL is not set.");
  const { db } = await openCurrentDatabase(env.databaseUrl, { connectionsMax: 20 });
  const door = openFrontDoor(apiRoutes, (_req, res) => {
    res.statusCode = 404;
    res.end();
  });
  await new Promise<void>((resolve, reject) => {
    door.server.once("error", reject);
    door.server.listen(env.port, env.host, resolve);
  });
  const runner = startRunner(db);
  const workers = openWorkers();
  setCurrentWorkers(workers);
  const jobs = startJobs(db, { kinds: JOB_KINDS });
  collectOnSignal();
  process.send?.({ type: "serving" });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await door.close(GRACE_MS);
    await jobs.stop();
    await workers.stop();
    await runner.stop();
    await closeCurrentDatabase();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  process.on("disconnect", () => void stop());
}

logConsole(console);
logUncaught();

main().catch((error: unknown) => {
  log.fatal({ err: error }, "the server did not start");
  process.exit(1);
});
