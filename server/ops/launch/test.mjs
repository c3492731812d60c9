// npm test: everything there is to check, one heading after the other, on what it installs itself; or, with words
// behind `--`, some of its tests (which-tests.mjs).
//
// Keeps going after a failure, because one run should tell all. Its last line is "N passed, N failed"; above it stand
// how long each part took and which tests took longest.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { freePort } from "./free-port.mjs";
import { ensureInstalled } from "./install.mjs";
import { SETTING_NAMES } from "./settings.mjs";
import { slowestOf, testFilesBelow, testsAskedFor } from "./which-tests.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const results = path.join(root, "test-results");
const total = { passed: 0, failed: 0, skipped: 0 };
const SLOWEST_SHOWN = 10;
/** No test takes this long on a machine that does nothing else; those that do are all named. */
const LONG_MS = 30_000;
/** What each part took, in the order in which they ran, and the tests that took longest in it. */
const took = [];
const slowest = [];

// Tests bring their own settings; the operator's would point them at real data.
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
if (!process.stdout.isTTY) env.NO_COLOR = "1";
for (const name of [...SETTING_NAMES, "NODE_ENV", "NODE_OPTIONS"]) delete env[name];

const running = new Set();
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    // The runners end their own workers and servers when they are asked to stop.
    for (const child of running) child.kill(signal);
    process.exitCode = 130;
    stopping = true;
  });
}
let stopping = false;

const asked = testsAskedFor(process.argv.slice(2), testFilesBelow(root));
if (asked.wrong === undefined) {
  await main();
} else {
  console.error(asked.wrong);
  process.exitCode = 2;
}

async function main() {
  mkdirSync(results, { recursive: true });
  if (!(await check("Packages", async (tell) => tell(await ensureInstalled(root, "full")))))
    return conclude();

  if (asked.isEverything) {
    const built = await beforeTests();
    await vitest("Rules and server", []);
    if (built) await inTheBrowser([]);
  } else {
    for (const { part, files } of asked.parts) {
      if (part === "browser") {
        if (await build()) await inTheBrowser((files ?? []).map((file) => file.replaceAll(".", "\\.")));
      } else await vitest(`Tests of ${part}`, ["--project", part, ...(files ?? [])]);
    }
  }
  conclude();
}

/**
 * What needs no test runner. Lint and the rest use one processor each, so they go side by side; what one of them says
 * is kept until it has ended.
 */
async function beforeTests() {
  const [, builtWell] = await Promise.all([
    program("Lint", "node_modules/eslint/bin/eslint.js", [".", "--max-warnings", "0"]),
    (async () => {
      await program("Format", "node_modules/prettier/bin/prettier.cjs", ["--check", "."]);
      await program("Least versions of packages", "server/ops/launch/check-versions.mjs", []);
      await check("Types", async (tell) => {
        const next = await run("node_modules/next/dist/bin/next", ["typegen"], { tell });
        return (
          next === 0 &&
          (await run("node_modules/typescript-native/bin/tsc", ["--noEmit", "--incremental", "false"], {
            tell,
          })) === 0
        );
      });
      return build();
    })(),
  ]);
  return builtWell;
}

function build() {
  return check("Build", async (tell) => tell(await ensureBuilt(root)));
}

async function vitest(title, which) {
  await tests(title, "vitest.json", vitestCounts, () =>
    run("node_modules/vitest/vitest.mjs", [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${path.join(results, "vitest.json")}`,
      ...which,
    ]),
  );
}

async function inTheBrowser(which) {
  const browser = { file: null };
  const found = await check("Browser", async (tell) => {
    browser.file = await ensureBrowser();
    tell(browser.file ?? "No Chromium on this machine, in its package manager or in the npm registry.");
    return browser.file !== null;
  });
  if (!found) return;
  const port = String(await freePort());
  await tests("In the browser", "e2e.json", playwrightCounts, () =>
    run("node_modules/@playwright/test/cli.js", ["test", ...which], {
      more: { E2E_PORT: port, E2E_BROWSER: browser.file },
    }),
  );
}

/** A step that counts as one. It fails by throwing, or by saying false; what it tells is printed when it has ended. */
async function check(title, work) {
  if (stopping) return false;
  const startedMs = performance.now();
  const told = [];
  const tell = (text) => void told.push(text.trimEnd());
  const good = await work(tell).then(
    (outcome) => outcome !== false,
    (error) => {
      tell(error instanceof Error ? error.message : String(error));
      return false;
    },
  );
  total[good ? "passed" : "failed"] += 1;
  const tookMs = performance.now() - startedMs;
  took.push({ title, tookMs });
  heading(title);
  for (const text of told) if (text !== "") console.log(text);
  console.log(`${good ? "passed" : "FAILED"}: ${title} (${seconds(tookMs)})`);
  return good;
}

async function program(title, file, args) {
  return check(title, async (tell) => (await run(file, args, { tell })) === 0);
}

/** A step that counts as many as the tests in its report. */
async function tests(title, report, countsIn, work) {
  if (stopping) return;
  heading(title);
  const file = path.join(results, report);
  rmSync(file, { force: true });
  const startedMs = performance.now();
  const code = await work();
  took.push({ title, tookMs: performance.now() - startedMs });
  const told = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
  const counts = told === null ? { passed: 0, failed: 0, skipped: 0 } : countsIn(told);
  if (told !== null) slowest.push(...slowestOf(told, Infinity));
  // A runner can fail without a failed test: an error outside of all, a file that does not load, no test at all.
  const ran = counts.passed + counts.failed > 0;
  if ((code !== 0 || !ran) && counts.failed === 0) counts.failed = 1;
  for (const kind of Object.keys(total)) total[kind] += counts[kind];
}

function vitestCounts(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function playwrightCounts({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/**
 * Runs a program of Node's, and gives its exit code.
 *
 * @param how.tell Is given all that it said when it has ended; without it, its words go straight to the terminal.
 * @param how.more Settings on top of ours.
 */
function run(file, args, { tell, more = {} } = {}) {
  if (stopping) return Promise.resolve(1);
  return new Promise((resolve) => {
    const output = tell === undefined ? "inherit" : "pipe";
    const child = spawn(process.execPath, [path.join(root, file), ...args], {
      cwd: root,
      env: { ...env, ...more },
      stdio: ["ignore", output, output],
    });
    running.add(child);
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => said.push(part));
    child.once("error", () => resolve(1));
    child.once("close", (code) => {
      running.delete(child);
      tell?.(Buffer.concat(said).toString("utf8"));
      resolve(code ?? 1);
    });
  });
}

function heading(title) {
  console.log(`\n=== ${title} ===`);
}

function conclude() {
  tellDurations();
  if (stopping) total.failed += 1;
  const skipped = total.skipped === 0 ? "" : `, ${total.skipped} skipped`;
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

function tellDurations() {
  heading("How long it took");
  for (const { title, tookMs } of took) console.log(`${seconds(tookMs).padStart(9)}  ${title}`);
  if (slowest.length === 0) return;
  slowest.sort((one, other) => other.tookMs - one.tookMs);
  const long = slowest.filter(({ tookMs }) => tookMs > LONG_MS).length;
  console.log(`\nThe slowest tests, ${long} of them longer than ${LONG_MS / 1_000} s:`);
  for (const { name, file, tookMs } of slowest.slice(0, Math.max(SLOWEST_SHOWN, long)))
    console.log(`${seconds(tookMs).padStart(9)}  ${file}: ${name}`);
}

function seconds(ms) {
  return `${(ms / 1_000).toFixed(1)} s`;
}
