import "server-only";
import next from "next";
import { guardTrail } from "@/server/audit/guard";
import { closeCurrentDatabase, openCurrentDatabase } from "@/server/db/current";
import { natsDoorbell } from "@/server/drill/nats-doorbell";
import { startRunner } from "@/server/drill/runner";
import { JOB_KINDS } from "@/server/jobs/kinds";
import { startJobs } from "@/server/jobs/runner";
import { env, forgetAdminPassword } from "@/server/env";
import { apiRoutes } from "./api-routes";
import { openFrontDoor } from "./front-door";
import { log, logConsole, logUncaught } from "@/server/log";
import { VERSION } from "@/server/version";
import { setCurrentWorkers } from "@/server/workers/current";
import { openWorkers } from "@/server/workers/pool";

/** How long requests under way may take to finish after the order to stop. */
const GRACE_MS = 10_000;

// The first administrator exists by now.
forgetAdminPassword();
// While developing, the console is for whoever develops.
if (!env.development) logConsole(console);
logUncaught();

async function main(): Promise<void> {
  if (env.databaseUrl === undefined) {
    throw new Error("DATABASE_URL is not set. Start with npm start, which brings its own database.");
  }
  const { db, restricted } = await openCurrentDatabase(env.databaseUrl, { connectionsMax: 20 });
  if (!restricted) {
    log.warn("The database role is not held to sandtable_app: it could alter the record of a drill.");
  }

  const app = next({ dev: env.development, dir: process.cwd(), hostname: env.host, port: env.port });
  await app.prepare();
  const pages = app.getRequestHandler();
  const door = openFrontDoor(apiRoutes, (req, res) => void pages(req, res));
  if (env.development) {
    const upgrade = app.getUpgradeHandler();
    door.server.on("upgrade", (req, socket, head) => void upgrade(req, socket, head));
  }

  await new Promise<void>((resolve, reject) => {
    door.server.once("error", reject);
    door.server.listen(env.port, env.host, resolve);
  });
  const runner = startRunner(db, env.natsUrl === undefined ? undefined : natsDoorbell(env.natsUrl));
  const workers = openWorkers();
  setCurrentWorkers(workers);
  const jobs = startJobs(db, { kinds: JOB_KINDS });
  const guard = guardTrail(db, { dataDir: env.dataDir });
  log.info({ version: VERSION, host: env.host, port: env.port, mode: env.mode }, "serving");
  process.send?.({ type: "serving" });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await door.close(GRACE_MS);
    await jobs.stop();
    await workers.stop();
    await runner.stop();
    await guard.stop();
    await closeCurrentDatabase();
    log.info("stopped");
    // Next.js keeps timers of its own; everything that matters is closed.
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  // The launcher is gone without a word: nobody would ever stop us, so we stop.
  process.on("disconnect", () => void stop());
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  log.fatal(
    taken ? { port: env.port } : { err: error },
    taken ? "the port is taken" : "the server did not start",
  );
  process.exit(taken ? 48 : 1);
});
