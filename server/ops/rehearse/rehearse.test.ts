import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { Result } from "./result";

/** Runs the command as a newcomer types it. */
async function rehearse(
  ...args: string[]
): Promise<{ code: number | null; lines: string[]; errors: string }> {
  const child = spawn(process.execPath, ["server/ops/launch/rehearse.mjs", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (errors += String(chunk)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, lines: output.trimEnd().split("\n"), errors };
}

/** What the last line says. */
function resultOf(lines: readonly string[]): Result {
  const [mark, json = ""] = (lines.at(-1) ?? "").split(/ (.*)/s);
  expect(mark).toBe("RESULT");
  return Result.parse(JSON.parse(json));
}

test("a rehearsal plays a whole opposed drill over HTTP and ends with score cards that add up", async () => {
  const { code, lines, errors } = await rehearse("drunk-man", "--lang", "en");
  expect(errors).toBe("");
  expect(code).toBe(0);

  const result = resultOf(lines);
  expect(result).toMatchObject({ scenario: "drunk-man", format: "opposed", teams: 1 });
  expect(result.cards.map(({ lane, side }) => [lane, side])).toEqual([
    [1, "responder"],
    [1, "opposition"],
  ]);
  for (const { total, sumOfLines } of result.cards) expect(sumOfLines).toBe(total);
  expect(result.total).toBeGreaterThan(0);
  expect(result.coverage).toBeGreaterThan(0.5);
  expect(result.moves).toBeGreaterThan(10);
  expect(result.events).toBeGreaterThan(result.moves);
  expect(lines.some((line) => /T\+00:00:00/.test(line))).toBe(true);
}, 240_000);

test("a parallel rehearsal plays every team, each against an opposition of its own, and tells their totals", async () => {
  const { code, lines, errors } = await rehearse("gas-smell", "--teams", "2", "--lang", "en");
  expect(errors).toBe("");
  expect(code).toBe(0);

  const result = resultOf(lines);
  expect(result).toMatchObject({ scenario: "gas-smell", format: "parallel", teams: 2 });
  expect(result.cards.map(({ lane, side }) => `${lane} ${side}`).sort()).toEqual([
    "1 opposition",
    "1 responder",
    "2 opposition",
    "2 responder",
  ]);
  for (const { side, total, sumOfLines } of result.cards) {
    expect(sumOfLines).toBe(total);
    if (side === "responder") expect(total).toBeGreaterThan(0);
  }
  const table = lines.filter((line) => /^gas-smell +parallel +(Team|Opposition) \d/.test(line));
  expect(table).toHaveLength(4);
}, 240_000);

test("a rehearsal of a scenario that does not exist names those that do, and fails", async () => {
  const { code, errors } = await rehearse("no-such-scenario", "--quiet");
  expect(code).toBe(1);
  expect(errors).toContain("lost-coat");
}, 120_000);

test.each([
  { args: ["lost-coat", "--responder", "divine"], says: "--responder must be one of weak, medium, strong" },
  { args: ["lost-coat", "--format", "solo"], says: "--format must be one of opposed, parallel" },
  { args: ["lost-coat", "--teams", "13"], says: "--teams must be a whole number from 1 to 12" },
  { args: ["gas-smell", "--format", "opposed", "--teams", "3"], says: "--teams goes with --format parallel" },
  { args: ["lost-coat", "--seed", "-1"], says: "--seed" },
  { args: ["lost-coat", "--skil", "weak"], says: "There is no option --skil" },
  { args: ["lost-coat", "--all"], says: "Name a scenario or say --all" },
  { args: ["lost-coat", "gas-smell"], says: "One scenario at a time" },
  { args: [], says: "Name a scenario" },
])(
  "a rehearsal asked for as $args is refused in a sentence, before anything is started",
  async ({ args, says }) => {
    const { code, lines, errors } = await rehearse(...args);
    expect(code).toBe(2);
    expect(lines).toEqual([""]);
    // One sentence per language and nothing else.
    expect(errors.trimEnd().split("\n")).toHaveLength(2);
    expect(errors).toContain(says);
  },
  60_000,
);
