// npm run bench:engine, npm run bench:skill -- 20: benchmarks of the rules, which need neither server nor database.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const [script, ...args] = process.argv.slice(2);

await ensureInstalled(root, "runtime");
const bench = spawn(
  process.execPath,
  ["--expose-gc", "--conditions=react-server", "--import", "tsx", `server/ops/bench/${script}.ts`, ...args],
  { cwd: root, stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => bench.kill("SIGTERM"));
bench.once("error", (error) => {
  console.error(error);
  process.exit(1);
});
bench.once("exit", (code) => process.exit(code ?? 1));
