// npm run test:abuse: everything that no honest client sends, on every procedure and every other door.
//
// Prints one line per procedure as it is done and ends with "RESULT {json}"; leaves with 1 on a miss, and when it takes
// longer than it may.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";

/** On two processors it takes some minutes. What takes longer than this hangs. */
const LONGEST_MS = 45 * 60_000;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const report = path.join(root, "test-results", "abuse.jsonl");

await ensureInstalled(root, "full");
rmSync(report, { force: true });
const startedAt = Date.now();
const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "server", "server/ops/abuse"];
const child = spawn(process.execPath, args, {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"],
  env: { ...process.env, ABUSE: "whole" },
  // A group of its own: the test runner's workers go with it, whatever they are busy with.
  detached: true,
});
const stop = () => {
  process.kill(child.pid, "SIGTERM");
  setTimeout(() => process.kill(-child.pid, "SIGKILL"), 10_000).unref();
};
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
let isLate = false;
const limit = setTimeout(() => {
  isLate = true;
  console.log(`Still not done after ${LONGEST_MS / 60_000} minutes: stopped.`);
  stop();
}, LONGEST_MS);

const tried = [];
const telling = setInterval(tellNew, 500);
const code = await new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
clearInterval(telling);
clearTimeout(limit);
tellNew();

const misses = tried.reduce((sum, one) => sum + new Set(one.misses).size, 0);
const isGood = code === 0 && misses === 0 && tried.length > 0 && !isLate;
const result = {
  doors: tried.length,
  calls: tried.reduce((sum, { calls }) => sum + calls, 0),
  acceptedWellFormed: tried.filter(({ wellFormed }) => wellFormed === "ok").length,
  dearestTimes: Number(Math.max(0, ...tried.map(({ dearest }) => dearest)).toFixed(1)),
  misses,
  seconds: Math.round((Date.now() - startedAt) / 1_000),
  passed: isGood,
};
console.log(`RESULT ${JSON.stringify(result)}`);
process.exit(isGood ? 0 : 1);

/** Prints what has been written to the report since the last look. */
function tellNew() {
  const lines = existsSync(report) ? readFileSync(report, "utf8").split("\n").slice(0, -1) : [];
  for (const line of lines.slice(tried.length)) {
    const one = JSON.parse(line);
    tried.push(one);
    const cells = [
      one.procedure.padEnd(28),
      one.wellFormed.padEnd(24),
      String(one.calls).padStart(6),
      `${one.seconds.toFixed(1)} s`.padStart(9),
      `${one.dearest.toFixed(1)}x`.padStart(8),
    ];
    console.log(`${cells.join(" ")} ${one.misses.length === 0 ? "held" : "MISSED"}`);
    for (const miss of new Set(one.misses)) console.log(`    ${miss}`);
  }
}
