import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { freePort } from "./free-port.mjs";
import { prepareData, startServer, stopServer } from "./launch.mjs";
import { SETTING_NAMES } from "./settings.mjs";

/**
 * A demo server without pages and a database, both of their own and gone afterwards: for rehearsals and benchmarks.
 *
 * @param {(() => unknown)[]} undo Gets what has to be called in the end, last first.
 * @param {{ stopping: boolean, server: import("node:child_process").ChildProcess | null }} control
 * @returns where it answers, and the URL with which the application signs in to the database.
 */
export async function startOwnServer(undo, control) {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "sandtable-own-"));
  undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const database = await startEmbeddedPostgres(path.join(dataDir, "postgres"));
  undo.push(() => database.stop());

  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const env = { ...process.env };
  // It must never reach the operator's own data.
  for (const name of SETTING_NAMES) delete env[name];
  Object.assign(env, {
    DATA_DIR: dataDir,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: address,
    SANDTABLE_MODE: "demo",
    // Scripted people are faster than any person.
    SANDTABLE_PACE: "off",
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    DATABASE_URL: database.applicationUrl,
  });
  await prepareData({ ...env, DATABASE_OWNER_URL: database.ownerUrl }, control);
  const server = startServer(env, control, { file: "server/ops/rehearse/serve.ts" });
  undo.push(() => stopServer(server));
  await server.serving;
  return { address, databaseUrl: database.applicationUrl, ownerUrl: database.ownerUrl };
}
