// npm run backup -- FILE and npm run restore -- FILE.
//
// A backup joins the embedded database when it runs and starts it when it does not; a restoration wants it for itself.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { lockDataFolder } from "./data-lock.mjs";
import { ownerUrlOfRunning, startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { ensureInstalled } from "./install.mjs";
import { whenNpmIsGone } from "./processes.mjs";
import { Refused } from "./refused.mjs";
import { readSettings } from "./settings.mjs";
import { endRunning } from "./steps.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const control = { stopping: false, child: null };
watchSignals();
const undo = [];
let exitCode = 1;
try {
  exitCode = await run(process.argv[2], process.argv[3]);
} catch (error) {
  if (!control.stopping) console.error(error instanceof Refused ? error.message : error);
}
for (const step of undo.reverse()) await step();
process.exit(control.stopping ? 130 : exitCode);

async function run(what, file) {
  if (file === undefined) {
    throw new Refused(`用法：npm run ${what} -- 文件`, `Usage: npm run ${what} -- FILE`);
  }
  const settings = readSettings(process.env, root);
  await ensureInstalled(root, "runtime");
  requireWanted();
  const env = {
    ...process.env,
    DATA_DIR: settings.dataDir,
    ...(settings.databaseUrl === undefined ? await embedded(what, settings) : {}),
  };
  requireWanted();
  control.child = spawn(
    process.execPath,
    [
      "--conditions=react-server",
      "--import",
      "tsx",
      "server/ops/backup/command.ts",
      what,
      path.resolve(file),
    ],
    // By the channel it hears that this process is gone, however that ended.
    { cwd: root, env, stdio: ["inherit", "inherit", "inherit", "ipc"] },
  );
  return new Promise((resolve, reject) => {
    control.child.once("error", reject);
    control.child.once("exit", (code) => resolve(code ?? 1));
  });
}

async function embedded(what, { dataDir }) {
  const folder = path.join(dataDir, "postgres");
  const running = what === "backup" ? ownerUrlOfRunning(folder) : null;
  if (running !== null) return { DATABASE_URL: running };
  const lock = await lockDataFolder(dataDir);
  undo.push(() => lock.release());
  requireWanted();
  const database = await startEmbeddedPostgres(folder, { endsWithStarter: true });
  undo.push(() => database.stop());
  return { DATABASE_URL: database.applicationUrl, DATABASE_OWNER_URL: database.ownerUrl };
}

function requireWanted() {
  if (control.stopping) throw new Error("Somebody has asked to stop.");
}

/** A second signal does not wait for the file to be cleared away. */
function watchSignals() {
  const stop = () => {
    const again = control.stopping;
    control.stopping = true;
    endRunning();
    control.child?.kill(again ? "SIGKILL" : "SIGTERM");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  whenNpmIsGone(stop);
}
