import type { Side } from "@/domain/conditions/terms";
import { sideWords } from "@/domain/conditions/words";
import { standingOf } from "@/domain/drill/legs";
import { nameForReaders } from "@/domain/drill/names";
import { planOf } from "@/domain/drill/plan";
import type { AppealState, Drill } from "@/domain/drill/state";
import type { ScoreCard, ScoreLine } from "@/domain/score-card/schema";
import { cardsOf } from "@/domain/scoring/cards";
import { resultStateOf } from "@/domain/scoring/result-state";
import type { LocalText } from "@/domain/text";
import { say, type Saying } from "@/domain/words/said";
import type { Figure, FigureFrom, Report, ReportNode, Sentence } from "./tree";

/**
 * The report of a drill that has ended, from its log and its cards alone: as they were released, where they were.
 *
 * @param day The day of StartEx, as it is written in each language.
 */
export function reportOf(drill: Drill, day: LocalText): Report {
  const cards = cardsOf(drill);
  const { setup } = drill;
  return {
    title: say("report.title", { title: setup.title }),
    nodes: [
      heading(say("report.sections.basics")),
      { kind: "paragraph", sentences: basics(drill, day) },
      heading(say("report.sections.scores")),
      ...cards.flatMap((card) => scoresOf(drill, card)),
      heading(say("report.sections.lost")),
      ...cards.flatMap((card) => lostOf(drill, card)),
      heading(say("report.sections.disputes")),
      ...disputesOf(drill, cards),
      heading(say("report.sections.basis")),
      {
        kind: "paragraph",
        sentences: [
          plain(
            say("report.basis", {
              scenarioVersion: setup.scenarioVersion,
              rules: Math.max(...cards.map(({ rulesVersion }) => rulesVersion), 1),
              policy: setup.policy.version,
              position: drill.position,
            }),
          ),
        ],
      },
    ],
  };
}

function basics(drill: Drill, day: LocalText): Sentence[] {
  const { setup, ended } = drill;
  const lengthMs = Math.max(0, ...drill.lanes.map((lane) => standingOf(drill, lane).atMs));
  return [
    plain(say("report.basics.drill", { day, title: setup.title, scenario: setup.scenario.title })),
    plain(
      say("report.basics.ended", {
        length: { lengthMs },
        how: ended?.how === "real-incident" ? "real" : (ended?.how ?? "ended"),
      }),
    ),
    plain(say("report.basics.state", { state: say(`report.state.${resultStateOf(drill)}`) })),
  ];
}

function scoresOf(drill: Drill, card: ScoreCard): ReportNode[] {
  const possible = card.lines
    .filter(({ status }) => status !== "exempt")
    .reduce((sum, { maximumHundredths }) => sum + maximumHundredths, 0);
  const own = (of: FigureFrom["of"], id: string, what: FigureFrom["what"], hundredths: number) =>
    figure(card, { of, id, what }, hundredths);
  const total = own("total", "", "points", card.totalHundredths);
  const most = own("total", "", "maximum", possible);
  return [
    {
      kind: "paragraph",
      sentences: [
        {
          ...plain(
            say("report.score.total", {
              card: nameOf(drill, card),
              points: told(total),
              maximum: told(most),
              share: { share: card.coverage },
            }),
          ),
          figures: [total, most],
          isChanged: card.lines.some(isAppealed),
        },
      ],
    },
    {
      kind: "table",
      head: [say("report.score.category"), say("report.score.points"), say("report.score.maximum")],
      rows: card.categories.map(({ categoryId, name, pointsHundredths, maximumHundredths }) => [
        plain(name),
        ofFigure(own("category", categoryId, "points", pointsHundredths)),
        ofFigure(own("category", categoryId, "maximum", maximumHundredths)),
      ]),
    },
  ];
}

/** The lines on which points were lost, the costliest first. */
function lostOf(drill: Drill, card: ScoreCard): ReportNode[] {
  const lost = card.lines
    .filter(({ status }) => status === "missed" || status === "partly")
    .map((line, i) => ({ line, i, by: line.maximumHundredths - line.pointsHundredths }))
    .sort((a, b) => b.by - a.by || a.i - b.i);
  return [
    { kind: "heading", level: 2, text: nameOf(drill, card) },
    ...(lost.length === 0 ? [paragraph(plain(say("report.lost.none")))] : []),
    ...lost.map(({ line }) => paragraph(...lostLine(card, line))),
  ];
}

function lostLine(card: ScoreCard, line: ScoreLine): Sentence[] {
  const points = figure(card, { of: "line", id: line.itemId, what: "points" }, line.pointsHundredths);
  const maximum = figure(card, { of: "line", id: line.itemId, what: "maximum" }, line.maximumHundredths);
  const { evidence } = line;
  return [
    {
      said: say("report.lost.line", {
        item: line.title,
        status: say(`terms.line.${line.status}`),
        points: told(points),
        maximum: told(maximum),
        why: line.why,
      }),
      figures: [points, maximum],
      evidence,
      isChanged: isAppealed(line),
    },
    ...(evidence.length === 0
      ? []
      : [{ ...plain(say("report.lost.evidence", { positions: { list: evidence, as: "each" } })), evidence }]),
  ];
}

/** Lines that somebody settled, and every appeal with its answer. */
function disputesOf(drill: Drill, cards: readonly ScoreCard[]): ReportNode[] {
  const settled = cards.flatMap((card) =>
    card.lines.flatMap((line) => (line.settled ? [settledLine(line, line.settled)] : [])),
  );
  const appeals = drill.lanes.flatMap(({ lane, appeals: filed }) =>
    filed.map((appeal) => appealed(drill, lane, appeal)),
  );
  const all = [...settled.map((one) => [one]), ...appeals];
  return all.length === 0
    ? [paragraph(plain(say("report.disputes.none")))]
    : all.map((sentences) => paragraph(...sentences));
}

/** Its points are those the line had before: they stand on the line, under what settled it. */
function settledLine(line: ScoreLine, { before, position }: NonNullable<ScoreLine["settled"]>): Sentence {
  return {
    said: say("report.disputes.settled", {
      item: line.title,
      status: say(`terms.line.${before.status}`),
      points: pointsText(before.pointsHundredths),
      why: line.why,
    }),
    figures: [],
    evidence: [position],
    isChanged: isAppealed(line),
  };
}

function appealed(drill: Drill, lane: number, appeal: AppealState): Sentence[] {
  const { on, answer } = appeal;
  const about =
    on.of === "line"
      ? (planOf(drill.setup).items.get(on.itemId)?.title ?? "")
      : say("report.disputes.ruling");
  const card = nameOf(drill, { lane, side: appeal.side });
  const filed = say("report.disputes.appeal", { card, no: appeal.no, about, text: appeal.text });
  const came = answer
    ? say("report.disputes.answer", { accepted: answer.accepted ? "yes" : "no", reason: answer.reason })
    : say("report.disputes.open");
  return [
    { ...plain(filed), evidence: [appeal.position, ...appeal.evidence] },
    { ...plain(came), evidence: answer ? [answer.position] : [] },
  ];
}

/** A side of a lane by its team's name; with the lane, where there are several. */
function nameOf({ setup }: Drill, { lane, side }: { lane: number; side: Side }): Saying {
  const found = setup.teams.find((team) => team.lane === lane && team.side === side);
  const team = found ? nameForReaders(found) : "";
  const values = { side: sideWords(side), team };
  return setup.lanes > 1 ? say("report.cardOfLane", { ...values, lane }) : say("report.card", values);
}

function isAppealed({ settled }: ScoreLine): boolean {
  return settled?.how === "appeal";
}

function heading(text: Saying): ReportNode {
  return { kind: "heading", level: 1, text };
}

function paragraph(...sentences: readonly Sentence[]): ReportNode {
  return { kind: "paragraph", sentences };
}

function plain(said: Saying): Sentence {
  return { said, figures: [], evidence: [], isChanged: false };
}

function figure(
  { lane, side }: ScoreCard,
  from: Pick<FigureFrom, "of" | "id" | "what">,
  hundredths: number,
): Figure {
  return { hundredths, from: { lane, side, ...from } };
}

function ofFigure(one: Figure): Sentence {
  return { ...plain(told(one)), figures: [one] };
}

function told({ hundredths }: Figure): string {
  return pointsText(hundredths);
}

/** Hundredths as points, without zeros at the end: the same in every language. */
function pointsText(hundredths: number): string {
  return String(hundredths / 100);
}
