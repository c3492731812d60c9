import { describe, expect, test } from "vitest";
import { carol, eve, play, readDrill, rita, startEx, testSetup, type Step } from "@/domain/drill/given";
import type { DrillCommand, Participant } from "@/domain/drill/schema";
import { simulate } from "@/domain/rehearsal/simulate";
import { cardsOf } from "@/domain/scoring/cards";
import type { ScoreCard } from "@/domain/score-card/schema";
import { LOCALES } from "@/domain/locales";
import { sentence } from "@/domain/words/sentence";
import { reportOf } from "./report";
import type { FigureFrom, Report, Sentence } from "./tree";

const DAY = { zh: "DAY", en: "DAY" };
const dave: Participant = { role: "controller", participantId: "dave", name: "Dave" };
const manner = testSetup.scenario.items.find(({ kind }) => kind === "judgement")?.id ?? "";
const at = (afterMs: number, by: Step["by"], command: DrillCommand): Step => ({ afterMs, by, command });
const rated = [
  startEx,
  at(390_000, eve, { type: "RateItem", lane: 1, itemId: manner, rating: "M", note: "" }),
  at(400_000, carol, { type: "EndDrill", how: "ended", reason: "" }),
  at(401_000, eve, { type: "SubmitEvaluation", lane: 1 }),
  at(402_000, carol, { type: "ReleaseScores" }),
];
const appealed = [
  ...rated,
  at(403_000, rita, {
    type: "FileAppeal",
    lane: 1,
    on: { of: "line", itemId: manner },
    text: "We greeted him",
    evidence: [2],
  }),
  at(404_000, dave, {
    type: "AnswerAppeal",
    lane: 1,
    no: 1,
    accepted: true,
    reason: "So it was",
    settled: [{ itemId: manner, says: "S" }],
  }),
];
const drills = {
  rated: readDrill(play(rated)),
  appealed: readDrill(play(appealed)),
  "played by scripted sides": simulate(testSetup, { responder: "weak", opposition: "strong" }, 3).drill,
};

const sentencesOf = ({ nodes }: Report): Sentence[] =>
  nodes.flatMap((node) =>
    node.kind === "paragraph" ? [...node.sentences] : node.kind === "table" ? node.rows.flat() : [],
  );

/** The number that a card has where a figure says that it is from; undefined where it has none. */
function onCard(cards: readonly ScoreCard[], { lane, side, of, id, what }: FigureFrom): number | undefined {
  const card = cards.find((one) => one.lane === lane && one.side === side);
  const key = what === "points" ? "pointsHundredths" : "maximumHundredths";
  if (of === "line") return card?.lines.find(({ itemId }) => itemId === id)?.[key];
  if (of === "category") return card?.categories.find(({ categoryId }) => categoryId === id)?.[key];
  if (what === "points") return card?.totalHundredths;
  return card?.lines.reduce((sum, line) => sum + (line.status === "exempt" ? 0 : line.maximumHundredths), 0);
}

describe.each(Object.entries(drills))("the report of a drill that is %s", (_name, drill) => {
  const report = reportOf(drill, DAY);
  const cards = cardsOf(drill);

  test("has every number of points from its card, and tells no other", () => {
    const figures = sentencesOf(report).flatMap((one) => one.figures);
    expect(figures.length).toBeGreaterThan(8);
    for (const { hundredths, from } of figures)
      expect(onCard(cards, from), JSON.stringify(from)).toBe(hundredths);
    for (const { said, figures: own } of sentencesOf(report)) {
      if (typeof said !== "object" || !("say" in said) || !said.say.startsWith("report.")) continue;
      const values = Object.entries(said.with ?? {}).filter(
        ([name]) => name === "points" || name === "maximum",
      );
      // What a settled line was before stands on its card, under what settled it.
      if (said.say === "report.disputes.settled") continue;
      expect(values.map(([, value]) => Number(value) * 100)).toEqual(own.map(({ hundredths }) => hundredths));
    }
  });

  test("names for each lost point the events that say so, and they are in the log", () => {
    const lost = cards.flatMap(({ lines }) =>
      lines.filter(({ status }) => status === "missed" || status === "partly"),
    );
    const evidence = new Set(sentencesOf(report).flatMap((one) => one.evidence));
    for (const line of lost) for (const position of line.evidence) expect(evidence).toContain(position);
    for (const position of evidence) expect(position).toBeLessThanOrEqual(drill.position);
  });

  test.each(LOCALES)("is told in %s, without a name of a message in place of its words", (locale) => {
    const told = sentencesOf(report).map(({ said }) => sentence(said, locale));
    expect(told.filter((text) => /\b(report|terms|scores)\.\w/.test(text))).toEqual([]);
  });
});

test("after an appeal the sentences that it changed are marked, and no others", () => {
  const changed = (steps: Step[]) =>
    sentencesOf(reportOf(readDrill(play(steps)), DAY)).filter(({ isChanged }) => isChanged);
  expect(changed(rated)).toEqual([]);
  const marked = changed(appealed).map(({ said }) => sentence(said, "en"));
  expect(marked.some((text) => text.includes("of 100 points"))).toBe(true);
  expect(marked.some((text) => text.includes("Settled on appeal by Dave"))).toBe(true);
});
