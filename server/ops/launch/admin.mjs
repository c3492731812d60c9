// npm run admin -- list | reset WHO | unlock WHO: the way back in for whoever has the machine itself.
//
// It joins the embedded database when it runs and starts it when it does not. No password is taken: one is made and told.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { lockDataFolder } from "./data-lock.mjs";
import { ownerUrlOfRunning, startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { ensureInstalled } from "./install.mjs";
import { fullDisk, Refused } from "./refused.mjs";
import { readSettings } from "./settings.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const undo = [];
let exitCode = 1;
try {
  exitCode = await run(process.argv[2], process.argv[3]);
} catch (error) {
  const told = error instanceof Refused ? error : (fullDisk(error) ?? error);
  console.error(told instanceof Refused ? told.message : told);
}
for (const step of undo.reverse()) await step();
process.exit(exitCode);

async function run(what, who) {
  const needsWho = what === "reset" || what === "unlock";
  if (what !== "list" && (!needsWho || who === undefined)) {
    throw new Refused(
      "用法：npm run admin -- list，或 reset 邮箱或警号，或 unlock 邮箱或警号",
      "Usage: npm run admin -- list, or reset EMAIL-OR-STAFF-NUMBER, or unlock EMAIL-OR-STAFF-NUMBER",
    );
  }
  const settings = readSettings(process.env, root);
  await ensureInstalled(root, "runtime");
  const { ADMIN_PASSWORD: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    DATA_DIR: settings.dataDir,
    LOG_LEVEL: "silent",
    ...(settings.databaseUrl === undefined ? await embedded(settings) : {}),
  };
  const child = spawn(
    process.execPath,
    [
      "--conditions=react-server",
      "--import",
      "tsx",
      "server/accounts/command.ts",
      what,
      ...(who === undefined ? [] : [who]),
    ],
    { cwd: root, env, stdio: "inherit" },
  );
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

async function embedded({ dataDir }) {
  const folder = path.join(dataDir, "postgres");
  const running = ownerUrlOfRunning(folder);
  if (running !== null) return { DATABASE_URL: running };
  const lock = await lockDataFolder(dataDir);
  undo.push(() => lock.release());
  const database = await startEmbeddedPostgres(folder);
  undo.push(() => database.stop());
  return { DATABASE_URL: database.applicationUrl };
}
