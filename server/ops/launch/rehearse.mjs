// npm run rehearse -- <scenario>: one whole drill by scripted players through the real HTTP API.
//
// Brings a server and a database of its own that are gone afterwards, unless --url names one that is running.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";
import { startOwnServer } from "./own-server.mjs";
import { Refused } from "./refused.mjs";
import { readArguments } from "./rehearse-arguments.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

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
  const address = url ?? (await startOwnServer(undo, control)).address;
  if (control.stopping) return 1;
  player = spawn(
    process.execPath,
    [
      "--conditions=react-server",
      "--import",
      "tsx",
      "server/ops/rehearse/rehearse.ts",
      JSON.stringify({ ...wanted, url: address }),
    ],
    { cwd: root, stdio: "inherit" },
  );
  return new Promise((resolve, reject) => {
    player.once("error", reject);
    player.once("exit", (code) => resolve(code ?? 1));
  });
}
