// npm run bench:commands, bench:live, bench:scale: benchmarks of a server of their own, beside a bare one.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";
import { startOwnServer } from "./own-server.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

/** Each benchmark, with the bare server it is measured against. */
const FLOORS = {
  commands: "server/ops/bench/bare-insert.ts",
  live: "server/ops/bench/bare-stream.ts",
  scale: "server/ops/bench/bare-stream.ts",
};
const name = process.argv[2];
if (!Object.hasOwn(FLOORS, name)) throw new Error(`There is no such benchmark: ${name}.`);
const control = { stopping: false, server: null };
const undo = [];
let bench = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    control.stopping = true;
    control.server?.kill("SIGTERM");
    bench?.kill("SIGTERM");
  });
}

let exitCode = 1;
try {
  await ensureInstalled(root, "runtime");
  const server = await startOwnServer(undo, control);
  const floor = start(FLOORS[name], [server.ownerUrl], ["inherit", "inherit", "inherit", "ipc"]);
  undo.push(() => ended(floor, "SIGTERM"));
  const [floorPort] = await new Promise((resolve, reject) => {
    floor.once("message", (port) => resolve([port]));
    floor.once("exit", (code) => reject(new Error(`The bare server ended with ${code}.`)));
  });
  bench = start(`server/ops/bench/${name}.ts`, [
    JSON.stringify({
      address: server.address,
      pid: control.server.pid,
      floorAddress: `http://127.0.0.1:${floorPort}`,
      floorPid: floor.pid,
      ownerUrl: server.ownerUrl,
    }),
  ]);
  exitCode = await ended(bench);
} catch (error) {
  if (!control.stopping) console.error(error);
}
for (const step of undo.reverse()) await step();
process.exit(control.stopping ? 130 : exitCode);

function start(script, args, stdio = "inherit") {
  return spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", script, ...args], {
    cwd: root,
    stdio,
    env: { ...process.env, NODE_ENV: "production" },
  });
}

function ended(child, signal) {
  if (child.exitCode !== null) return child.exitCode;
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
    if (signal !== undefined) child.kill(signal);
  });
}
