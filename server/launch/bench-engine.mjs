// npm run bench:engine: how fast the rules are, on a log of 100,000 events that they made themselves.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

await ensureInstalled(root, "runtime");
const bench = spawn(
  process.execPath,
  ["--expose-gc", "--conditions=react-server", "--import", "tsx", "server/bench/engine.ts"],
  { cwd: root, stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => bench.kill("SIGTERM"));
bench.once("error", (error) => {
  console.error(error);
  process.exit(1);
});
bench.once("exit", (code) => process.exit(code ?? 1));
