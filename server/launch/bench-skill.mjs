// npm run bench:skill [-- 20]: how often skill shows in the score, over so many seeds of every starter scenario.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

await ensureInstalled(root, "runtime");
const bench = spawn(
  process.execPath,
  ["--conditions=react-server", "--import", "tsx", "server/bench/skill.ts", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => bench.kill("SIGTERM"));
bench.once("error", (error) => {
  console.error(error);
  process.exit(1);
});
bench.once("exit", (code) => process.exit(code ?? 1));
