import { CARD_VERSION } from "./stored";
import type { NewScoreCard, NewScoreLine, ScoreCard } from "./schema";

/**
 * A released card with some of its lines put anew, and the sums that follow. Every other line stays as it was released,
 * whatever the rules say since; so do its rules version and its names.
 *
 * @param position Of the log, at which it was amended.
 * @returns Null for a card of an earlier version, whose lines cannot hold what is put.
 */
export function amended(
  card: ScoreCard,
  lines: readonly NewScoreLine[],
  position: number,
): NewScoreCard | null {
  if (!isNew(card)) return null;
  const anew = new Map(lines.map((line) => [line.itemId, line]));
  const all = card.lines.map((line) => anew.get(line.itemId) ?? line);
  const counted = all.filter(({ status }) => status !== "exempt");
  const evaluated = counted.filter(({ status }) => status !== "not-evaluated");
  const possible = sum(counted, "maximumHundredths");
  const known = sum(evaluated, "maximumHundredths");
  return {
    ...card,
    totalHundredths: sum(all, "pointsHundredths"),
    coverage: possible > 0 ? known / possible : 0,
    rateOfEvaluated: known > 0 ? sum(evaluated, "pointsHundredths") / known : null,
    categories: card.categories.map((category) => ({
      ...category,
      pointsHundredths: sum(
        all.filter(({ categoryId }) => categoryId === category.categoryId),
        "pointsHundredths",
      ),
    })),
    lines: all,
    position,
  };
}

function isNew(card: ScoreCard): card is NewScoreCard {
  return card.schemaVersion === CARD_VERSION;
}

function sum(lines: readonly NewScoreLine[], what: "pointsHundredths" | "maximumHundredths"): number {
  return lines.reduce((total, line) => total + line[what], 0);
}
