// The server of the browser tests: the launcher itself, on a data folder of its own that is gone afterwards.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const start = path.join(path.dirname(fileURLToPath(import.meta.url)), "start.mjs");
const dataDir = mkdtempSync(path.join(os.tmpdir(), "sandtable-e2e-"));
const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...env } = process.env;
const launcher = spawn(process.execPath, [start], {
  env: {
    ...env,
    DATA_DIR: dataDir,
    SANDTABLE_MODE: "demo",
    HOST: "127.0.0.1",
    LOG_LEVEL: "warn",
    SANDTABLE_TRIAL_LANGUAGES: "on",
  },
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => launcher.kill(signal));
launcher.on("exit", (code) => {
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(code ?? 1);
});
