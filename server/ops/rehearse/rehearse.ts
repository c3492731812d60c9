import "server-only";
import { TRPCClientError } from "@trpc/client";
import { z } from "zod";
import { Skill } from "@/domain/drill/schema";
import { isRefusalCode } from "@/domain/refusal";
import { WrittenIn } from "@/domain/text";
import { sentence } from "@/domain/words/sentence";
import { signInCompany } from "./api";
import type { Company } from "./api";
import { CannotPlay, findScenario, requireFormat, starterScenarios } from "./places";
import type { Format, ScenarioFound } from "./places";
import { play } from "./play";
import type { Played } from "./play";
import { printCards, printMoments, printTable } from "./print";
import type { Result } from "./result";

/** What was asked for; server/ops/launch/rehearse.mjs has put it together from the command line. */
const Wanted = z.object({
  url: z.url().transform((url) => url.replace(/\/+$/, "")),
  /** Null for all starters. */
  scenario: z.string().min(1).nullable(),
  /** Null for what the scenario is made for. */
  format: z.enum(["opposed", "parallel"]).nullable(),
  teams: z.number().int().min(1).max(12),
  seed: z.number().int().min(0),
  responder: Skill,
  opposition: Skill,
  lang: WrittenIn,
  quiet: z.boolean(),
});
type Wanted = z.infer<typeof Wanted>;

/**
 * Plays drills on a running demo server and prints them; see server/ops/launch/rehearse.mjs for the command.
 *
 * Ends with 1 when a total is not the sum of its lines, or when a drill could not be played.
 */
async function main(): Promise<number> {
  const wanted = Wanted.parse(JSON.parse(process.argv[2] ?? ""));
  const say = wanted.quiet ? () => undefined : (line: string) => console.log(line);
  const startedMs = performance.now();
  const company = await signInCompany(wanted.url, wanted.lang, 2 * wanted.teams);

  if (wanted.scenario === null) {
    const results: Result[] = [];
    for (const scenario of await starterScenarios(company.trainer)) {
      const { result } = await rehearse(wanted, company, scenario, say);
      results.push(result);
    }
    say("");
    printTable(results, wanted.lang, console.log);
    console.log(`RESULT ${JSON.stringify({ drills: results, seconds: secondsSince(startedMs) })}`);
    return results.every(addsUp) ? 0 : 1;
  }

  const scenario = await findScenario(company.trainer, wanted.scenario);
  if (wanted.format !== null) requireFormat(wanted.format, scenario);
  const { played, result } = await rehearse(wanted, company, scenario, say);
  printMoments(played, wanted.lang, say);
  printCards(played, wanted.lang, say);
  if (result.format === "parallel") printTable([result], wanted.lang, say);
  console.log(`RESULT ${JSON.stringify(result)}`);
  return addsUp(result) ? 0 : 1;
}

async function rehearse(
  { format: wish, teams: lanes, seed, responder, opposition, lang }: Wanted,
  company: Company,
  scenario: ScenarioFound,
  say: (line: string) => void,
): Promise<{ played: Played; result: Result }> {
  const startedMs = performance.now();
  const format: Format = scenario.opposed ? (wish ?? "opposed") : "parallel";
  const teams = format === "parallel" ? lanes : 1;
  const skills = { responder, opposition };
  const played = await play({ company, scenario, format, teams, seed, skills, locale: lang, say });

  const cards = played.cards.map((card) => ({
    lane: card.lane,
    side: card.side,
    team: sentence(card.team, lang),
    total: card.totalHundredths / 100,
    sumOfLines: card.lines.reduce((sum, line) => sum + line.pointsHundredths, 0) / 100,
    coverage: Math.round(card.coverage * 1_000) / 1_000,
  }));
  const first = cards.find(({ lane, side }) => lane === 1 && side === "responder");
  if (!first) throw new Error("The drill has no score card for its first team.");
  const result = {
    scenario: scenario.name,
    format,
    teams,
    total: first.total,
    sumOfLines: first.sumOfLines,
    coverage: first.coverage,
    events: Math.max(0, ...played.moments.map(({ position }) => position)),
    seconds: secondsSince(startedMs),
    moves: played.moves,
    refused: played.refused,
    cards,
  };
  return { played, result };
}

function addsUp({ cards }: Result): boolean {
  return cards.every(({ total, sumOfLines }) => total === sumOfLines);
}

function secondsSince(startedMs: number): number {
  return Math.round((performance.now() - startedMs) / 100) / 10;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = 1;
    if (error instanceof CannotPlay) {
      console.error(error.message);
      return;
    }
    if (error instanceof TRPCClientError && (error.data === undefined || error.data === null)) {
      console.error(`服务没有回应 · the server does not answer: ${error.message}`);
      return;
    }
    // Refusals carry a sentence for people; anything else deserves its trace.
    const data: unknown = error instanceof Error && "data" in error ? error.data : null;
    const refused = z.object({ refusal: z.object({ code: z.string() }) }).safeParse(data);
    const known = refused.success && isRefusalCode(refused.data.refusal.code);
    console.error(known && error instanceof Error ? error.message : error);
  },
);
