// npm run rehearse -- <scenario>: one whole drill by scripted players through the real HTTP API.
//
// Brings a server and a database of its own that are gone afterwards, unless --url names one that is running.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { freePort } from "./free-port.mjs";
import { ensureInstalled } from "./install.mjs";
import { prepareData, startServer, stopServer } from "./launch.mjs";
import { Refused } from "./refused.mjs";
import { readArguments } from "./rehearse-arguments.mjs";
import { SETTING_NAMES } from "./settings.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const control = { stopping: false, server: null };
const undo = [];
let player = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    control.stopping = true;
    control.server?.kill("SIGTERM");
    player?.kill("SIGTERM");
  });
}

let exitCode = 1;
try {
  exitCode = await rehearse(readArguments(process.argv.slice(2)));
} catch (error) {
  if (error instanceof Refused) exitCode = 2;
  if (!control.stopping) console.error(error instanceof Refused ? error.message : error);
}
for (const step of undo.reverse()) await step();
process.exit(control.stopping ? 130 : exitCode);

async function rehearse({ url, ...wanted }) {
  await ensureInstalled(root, "runtime");
  const address = url ?? (await ownServer());
  if (control.stopping) return 1;
  player = spawn(
    process.execPath,
    [
      "--conditions=react-server",
      "--import",
      "tsx",
      "server/rehearse/rehearse.ts",
      JSON.stringify({ ...wanted, url: address }),
    ],
    { cwd: root, stdio: "inherit" },
  );
  return new Promise((resolve, reject) => {
    player.once("error", reject);
    player.once("exit", (code) => resolve(code ?? 1));
  });
}

async function ownServer() {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "sandtable-rehearse-"));
  undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const database = await startEmbeddedPostgres(path.join(dataDir, "postgres"));
  undo.push(() => database.stop());

  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const env = { ...process.env };
  // A rehearsal must never reach the operator's own data.
  for (const name of SETTING_NAMES) delete env[name];
  Object.assign(env, {
    DATA_DIR: dataDir,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: address,
    SANDTABLE_MODE: "demo",
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    DATABASE_URL: database.applicationUrl,
  });
  await prepareData({ ...env, DATABASE_OWNER_URL: database.ownerUrl }, control);
  const server = startServer(env, control, "server/rehearse/serve.ts");
  undo.push(() => stopServer(server));
  await server.serving;
  return address;
}
