import "server-only";
import { starterSetups } from "./setups";
import { compare } from "./skills";

/** In how many of a hundred drills skill has to show. */
const RESPONDER_WINS_MIN = 0.95;
const OPPOSITION_LOWERS_MIN = 0.9;

/**
 * Plays every starter scenario with sides of different skill and prints how often it shows in the score.
 *
 * @returns Exit code 1 when skill shows too seldom somewhere.
 */
function main(seeds: number): number {
  const startedMs = performance.now();
  const rows = starterSetups().map((setup) => compare(setup, seeds));
  console.table(rows);
  const kept = rows.every(
    ({ responderWins, oppositionLowers }) =>
      responderWins >= RESPONDER_WINS_MIN &&
      (oppositionLowers === null || oppositionLowers >= OPPOSITION_LOWERS_MIN),
  );
  if (!kept) {
    console.log(
      `MISSED: wanted ${RESPONDER_WINS_MIN} for the responder, ${OPPOSITION_LOWERS_MIN} for the opposition`,
    );
  }
  const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
  console.log(`RESULT ${JSON.stringify({ seeds, seconds, kept, scenarios: rows })}`);
  return kept ? 0 : 1;
}

process.exitCode = main(Number(process.argv[2] ?? 100));
