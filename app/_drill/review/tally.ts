import type { ScoreLine } from "@/domain/score-card/schema";

/** Points in hundredths. Exempt lines are in none of them: they could be neither earned nor lost. */
export type Tally = { earned: number; lost: number; unknown: number; possible: number };

/** What became of the points of some lines. */
export function tallyOf(lines: readonly ScoreLine[]): Tally {
  const tally: Tally = { earned: 0, lost: 0, unknown: 0, possible: 0 };
  for (const { status, pointsHundredths, maximumHundredths } of lines) {
    if (status === "exempt") continue;
    tally.possible += maximumHundredths;
    if (status === "not-evaluated") {
      tally.unknown += maximumHundredths;
    } else {
      tally.earned += pointsHundredths;
      tally.lost += maximumHundredths - pointsHundredths;
    }
  }
  return tally;
}
