// npm run test:abuse: everything that no honest client sends, on every procedure and every other door.
//
// Prints one line per procedure and ends with "RESULT {json}"; leaves with 1 on a miss.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const report = path.join(root, "test-results", "abuse.json");

await ensureInstalled(root, "full");
rmSync(report, { force: true });
const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "server", "server/ops/abuse"];
const child = spawn(process.execPath, args, {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"],
  env: { ...process.env, ABUSE: "whole" },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
const code = await new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));

const tried = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : [];
for (const { procedure, wellFormed, calls, dearest, misses } of tried) {
  const cells = [procedure.padEnd(28), wellFormed.padEnd(24), String(calls).padStart(6)];
  console.log(
    `${cells.join(" ")} ${dearest.toFixed(1).padStart(6)}x ${misses.length === 0 ? "held" : "MISSED"}`,
  );
  for (const miss of new Set(misses)) console.log(`    ${miss}`);
}
const misses = tried.reduce((sum, one) => sum + one.misses.length, 0);
const isGood = code === 0 && misses === 0 && tried.length > 0;
const result = {
  doors: tried.length,
  calls: tried.reduce((sum, { calls }) => sum + calls, 0),
  acceptedWellFormed: tried.filter(({ wellFormed }) => wellFormed === "ok").length,
  dearestTimes: Number(Math.max(0, ...tried.map(({ dearest }) => dearest)).toFixed(1)),
  misses,
  passed: isGood,
};
console.log(`RESULT ${JSON.stringify(result)}`);
process.exit(isGood ? 0 : 1);
