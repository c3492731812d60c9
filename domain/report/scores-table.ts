import type { Drill } from "@/domain/drill/state";
import { cardsOf } from "@/domain/scoring/cards";
import { sideWords } from "@/domain/conditions/words";
import { say, type Saying } from "@/domain/words/said";

/** A cell of a table of scores: a number as a number, everything else to be told. */
export type ScoreCell = number | { said: Saying };

/** Every line of every card of a drill, under a row of headings: for spreadsheets. Points as numbers. */
export function scoresTable(drill: Drill): ScoreCell[][] {
  const head = [
    say("report.sheet.lane"),
    say("report.sheet.side"),
    say("report.sheet.team"),
    say("report.sheet.category"),
    say("report.sheet.item"),
    say("report.sheet.status"),
    say("report.sheet.points"),
    say("report.sheet.maximum"),
    say("report.sheet.why"),
    say("report.sheet.settled"),
  ].map((said) => ({ said }));
  const rows = cardsOf(drill).flatMap((card) =>
    card.lines.map((line): ScoreCell[] => [
      card.lane,
      { said: sideWords(card.side) },
      { said: card.team },
      { said: card.categories.find(({ categoryId }) => categoryId === line.categoryId)?.name ?? "" },
      { said: line.title },
      { said: say(`terms.line.${line.status}`) },
      line.pointsHundredths / 100,
      line.maximumHundredths / 100,
      { said: line.why },
      { said: line.settled?.reason ?? "" },
    ]),
  );
  return [head, ...rows];
}
