import "server-only";
import { parseArgs } from "node:util";
import { TRPCClientError } from "@trpc/client";
import { z } from "zod";
import { Skill } from "@/domain/drill/schema";
import { isRefusalCode } from "@/domain/refusal";
import { Locale } from "@/domain/text";
import { printCards, printMoments } from "./print";
import { play } from "./play";

/**
 * Plays one drill on a running demo server and prints it; see server/launch/rehearse.mjs for the command.
 *
 * Ends with 1 when a total is not the sum of its lines, or when the drill could not be played.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: "string" },
      seed: { type: "string" },
      skill: { type: "string" },
      opposition: { type: "string" },
      lang: { type: "string" },
      quiet: { type: "boolean", default: false },
    },
  });
  const { url, scenario, seed, skill, opposition, lang, quiet } = Arguments.parse({
    ...values,
    scenario: positionals[0],
  });
  const say = quiet ? () => undefined : (line: string) => console.log(line);

  const startedMs = performance.now();
  const played = await play({
    url,
    scenario,
    seed,
    skills: { responder: skill, opposition },
    locale: lang,
    say,
  });
  if (!quiet) {
    printMoments(played, lang, say);
    printCards(played, lang, say);
  }

  const cards = played.cards.map((card) => ({
    lane: card.lane,
    side: card.side,
    team: card.team,
    total: card.totalHundredths / 100,
    sumOfLines: card.lines.reduce((sum, line) => sum + line.pointsHundredths, 0) / 100,
    coverage: card.coverage,
  }));
  const [first] = cards;
  if (!first) throw new Error("The drill has no score card.");
  const result = {
    scenario,
    total: first.total,
    sumOfLines: first.sumOfLines,
    coverage: Math.round(first.coverage * 1_000) / 1_000,
    events: Math.max(0, ...played.moments.map(({ position }) => position)),
    seconds: Math.round((performance.now() - startedMs) / 100) / 10,
    moves: played.moves,
    refused: played.refused,
    cards,
  };
  console.log(`RESULT ${JSON.stringify(result)}`);
  return cards.every(({ total, sumOfLines }) => total === sumOfLines) ? 0 : 1;
}

const Arguments = z.object({
  url: z.url().transform((url) => url.replace(/\/+$/, "")),
  scenario: z.string().min(1),
  seed: z.coerce.number().int().min(0),
  skill: Skill,
  opposition: Skill,
  lang: Locale,
  quiet: z.boolean(),
});

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof TRPCClientError && (error.data === undefined || error.data === null)) {
      console.error(`服务没有回应 · the server does not answer: ${error.message}`);
      process.exitCode = 1;
      return;
    }
    // Refusals carry a sentence for people; anything else deserves its trace.
    const data: unknown = error instanceof Error && "data" in error ? error.data : null;
    const refused = z.object({ refusal: z.object({ code: z.string() }) }).safeParse(data);
    const known = refused.success && isRefusalCode(refused.data.refusal.code);
    console.error(known && error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
