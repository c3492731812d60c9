import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { z } from "zod";

const Result = z.object({
  scenario: z.string(),
  total: z.number(),
  sumOfLines: z.number(),
  coverage: z.number(),
  events: z.number(),
  seconds: z.number(),
  moves: z.number(),
  cards: z.array(z.object({ total: z.number(), sumOfLines: z.number() })),
});

/** Runs the command as a newcomer types it. */
async function rehearse(
  ...args: string[]
): Promise<{ code: number | null; lines: string[]; errors: string }> {
  const child = spawn(process.execPath, ["server/launch/rehearse.mjs", ...args], {
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

test("a rehearsal plays a whole drill over HTTP and ends with a score card that adds up", async () => {
  const { code, lines, errors } = await rehearse("lost-coat", "--lang", "en");
  expect(errors).toBe("");
  expect(code).toBe(0);

  const [mark, json = ""] = (lines.at(-1) ?? "").split(/ (.*)/s);
  expect(mark).toBe("RESULT");
  const result = Result.parse(JSON.parse(json));
  expect(result.scenario).toBe("lost-coat");
  expect(result.cards).toHaveLength(2);
  for (const { total, sumOfLines } of result.cards) expect(sumOfLines).toBe(total);
  expect(result.total).toBeGreaterThan(0);
  expect(result.coverage).toBeGreaterThan(0.5);
  expect(result.moves).toBeGreaterThan(10);
  expect(result.events).toBeGreaterThan(result.moves);
  expect(lines.some((line) => /T\+00:00:00/.test(line))).toBe(true);
}, 240_000);

test("a rehearsal of a scenario that does not exist names those that do, and fails", async () => {
  const { code, errors } = await rehearse("no-such-scenario", "--quiet");
  expect(code).toBe(1);
  expect(errors).toContain("lost-coat");
}, 120_000);

test("a rehearsal asked for in a wrong way says how to ask, and starts nothing", async () => {
  const { code, errors } = await rehearse("lost-coat", "--skill", "divine");
  expect(code).toBe(2);
  expect(errors).toContain("npm run rehearse");
}, 60_000);
