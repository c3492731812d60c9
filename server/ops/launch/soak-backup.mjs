// npm run soak:backup, or with sizes: npm run soak:backup -- --reads 50 --backups 2 --interruptions 2
//
// Tables read, whole backups restored and backups interrupted, on a database of its own. Ends with "RESULT {json}".
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";
import { SETTING_NAMES } from "./settings.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

await ensureInstalled(root, "runtime");
// The operator's settings would point it at real data.
const env = { ...process.env, LOG_LEVEL: "silent" };
for (const name of SETTING_NAMES) if (name !== "LOG_LEVEL") delete env[name];
env.DATA_DIR = mkdtempSync(path.join(os.tmpdir(), "sandtable-soak-data-"));
const soak = spawn(
  process.execPath,
  [
    "--conditions=react-server",
    "--import",
    "tsx",
    "server/ops/soak/backup-command.ts",
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit", env },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => soak.kill("SIGTERM"));
const code = await new Promise((resolve) => {
  soak.once("error", (error) => {
    console.error(error);
    resolve(1);
  });
  soak.once("exit", (code) => resolve(code ?? 1));
});
rmSync(env.DATA_DIR, { recursive: true, force: true });
process.exit(code);
