// What `npm test -- WORDS` runs: parts by their names, files by a piece of their path.
import { readdirSync } from "node:fs";
import path from "node:path";

/** The parts of a run that are made of test files; each but the browser's is a project of vitest.config.ts. */
export const PARTS = ["rules", "server", "soak", "browser"];

/** Every test file, as paths below the root with forward slashes. */
export function testFilesBelow(root) {
  const inside = ["app", "domain", "server", "e2e"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(folder, file)),
  );
  const files = [...readdirSync(root), ...inside].map((file) => file.split(path.sep).join("/"));
  return files.filter((file) => partOf(file) !== null).sort();
}

/** The part that runs a file, or null when none does. */
export function partOf(file) {
  if (/^e2e\/.*\.spec\.ts$/.test(file)) return "browser";
  if (!/\.test\.tsx?$/.test(file)) return null;
  if (file.startsWith("server/ops/soak/")) return "soak";
  return file.startsWith("server/") ? "server" : "rules";
}

/**
 * What the words after `npm test --` ask for: nothing at all is everything there is to check; parts alone are
 * those parts whole; any other word is a piece of a test file's path, within the parts named if there are any.
 *
 * @param {string[]} words
 * @param {string[]} files As {@link testFilesBelow} lists them.
 * @returns The parts in order, with the files to run or null for all of them; or a sentence that says what is wrong.
 */
export function testsAskedFor(words, files) {
  const named = PARTS.filter((part) => words.includes(part));
  const pieces = words.filter((word) => !PARTS.includes(word));
  const option = pieces.find((piece) => piece.startsWith("-"));
  if (option !== undefined) return { wrong: `${option} is no option of npm test. ${HOW}` };
  if (pieces.length === 0) return { isEverything: named.length === 0, parts: named.map(whole) };

  const within = files.filter((file) => named.length === 0 || named.includes(partOf(file)));
  const missed = pieces.find((piece) => !within.some((file) => file.includes(piece)));
  if (missed !== undefined) {
    const where = named.length === 0 ? "No test file" : `No test file of ${named.join(" and ")}`;
    return { wrong: `${where} has "${missed}" in its path. ${HOW}` };
  }
  const found = within.filter((file) => pieces.some((piece) => file.includes(piece)));
  const parts = PARTS.map((part) => ({ part, files: found.filter((file) => partOf(file) === part) }));
  return { isEverything: false, parts: parts.filter((each) => each.files.length > 0) };
}

const HOW = `Say one or more of ${PARTS.join(", ")}, or a piece of a test file's path; nothing runs everything.`;

function whole(part) {
  return { part, files: null };
}

/**
 * The slowest tests of a report, slowest first, with their file and how long they took.
 *
 * @param report What vitest's or Playwright's json reporter wrote.
 * @returns {{ name: string, file: string, tookMs: number }[]}
 */
export function slowestOf(report, most) {
  const all = report.testResults === undefined ? inTheBrowser(report.suites ?? []) : inVitest(report);
  return all.sort((one, other) => other.tookMs - one.tookMs).slice(0, most);
}

function inVitest({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      name: fullName,
      file: path.basename(name),
      tookMs: duration ?? 0,
    })),
  );
}

function inTheBrowser(suites) {
  return suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs.map(({ title, tests }) => ({
      name: title,
      file: path.basename(file),
      tookMs: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
    })),
    ...inTheBrowser(inner),
  ]);
}
