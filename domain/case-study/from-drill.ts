import { happening, unnamedStoryOf } from "@/domain/drill/describe";
import { withdrawnPositions } from "@/domain/drill/hindsight";
import { planOf } from "@/domain/drill/plan";
import type { RecordedEvent } from "@/domain/drill/schema";
import type { Drill, Lane } from "@/domain/drill/state";
import { cardOf } from "@/domain/scoring/cards";
import { legalOf } from "@/domain/items/kinds";
import type { Assessment } from "@/domain/items/terms";
import type { ScoreLine } from "@/domain/score-card/schema";
import type { LocalText } from "@/domain/text";
import { percentOf } from "@/domain/words/percent";
import { inEveryLanguage } from "@/domain/words/sentence";
import type { CaseStudy } from "./schema";

/**
 * A draft of a case study from what one lane of a drill did: its course with turning
 * points, what went well and what did not, and its decision points as questions.
 * People write the rest: the draft holds facts, the judgement is theirs.
 *
 * @param events The drill's whole stream.
 */
export function caseDraftFrom(drill: Drill, lane: Lane, events: readonly RecordedEvent[]): CaseStudy {
  const { setup } = drill;
  const { scenario } = setup;
  const plan = planOf(setup);
  const card = cardOf(drill, lane, "responder");
  const first = scenario.incidents[0];
  const place = first ? plan.atlas.places.get(first.placeId)?.properties.name : undefined;
  const share = card.totalHundredths / 10_000;

  return {
    schemaVersion: 1,
    title: {
      zh: `${scenario.title.zh}——演练复盘`,
      en: `${scenario.title.en}: lessons of a drill`,
    },
    summary: scenario.summary,
    kind: share >= 0.85 ? "exemplary" : share < 0.6 ? "cautionary" : "discussion",
    category: first?.category ?? { zh: "综合", en: "General" },
    place: place ?? setup.ground.name,
    occurredOn: null,
    tags: [first?.category ?? { zh: "演练", en: "Drill" }, { zh: "演练案例", en: "From a drill" }],
    figures: figuresOf(card.totalHundredths, card.coverage, card.lines),
    timeline: timelineOf(drill, lane, events),
    sections: [
      { id: "background", heading: { zh: "基本情况", en: "Background" }, body: scenario.brief.situation },
      {
        id: "course",
        heading: { zh: "处置经过", en: "How it was handled" },
        body: scenario.brief.responder,
      },
      {
        id: "went-well",
        heading: { zh: "做得好的地方", en: "What went well" },
        body: listOf(card.lines.filter((line) => line.status === "met")),
      },
      {
        id: "to-improve",
        heading: { zh: "需要改进的地方", en: "What to improve" },
        body: listOf(card.lines.filter((line) => line.status === "missed" || line.status === "partly")),
      },
    ],
    lessons: card.lines
      .filter((line) => line.status === "missed")
      .slice(0, 5)
      .map((line) => line.title),
    decisions: scenario.decisions.map((decision) => ({
      id: decision.id,
      prompt: decision.prompt,
      options: decision.options.map(({ id, label, rationale }) => ({ id, label, feedback: rationale })),
      bestOptionId: [...decision.options].sort((a, b) => b.worth - a.worth)[0]?.id ?? "",
    })),
    legal: scenario.items.flatMap((item) => legalOf(item)).slice(0, 30),
  };
}

function figuresOf(
  totalHundredths: number,
  coverage: number,
  lines: readonly ScoreLine[],
): CaseStudy["figures"] {
  const points = (totalHundredths / 100).toFixed(1);
  const timing = lines.filter((line) => line.kind === "timing" && line.status !== "not-evaluated");
  const inTime = timing.filter((line) => line.status === "met").length;
  const percent = percentOf(coverage);
  return [
    { label: { zh: "得分", en: "Score" }, value: { zh: `${points} 分`, en: `${points} points` } },
    { label: { zh: "已考评", en: "Evaluated" }, value: { zh: `${percent}%`, en: `${percent} %` } },
    {
      label: { zh: "达标时限", en: "Standards met" },
      value: { zh: `${inTime}/${timing.length}`, en: `${inTime} of ${timing.length}` },
    },
  ];
}

/** Calls, stages reached, arrivals at decisions and rulings: what a reader needs to follow the course. */
function timelineOf(drill: Drill, lane: Lane, events: readonly RecordedEvent[]): CaseStudy["timeline"] {
  const { setup } = drill;
  const story = unnamedStoryOf(drill);
  const gone = withdrawnPositions(lane.records);
  const firstCall = Math.min(...lane.deliveries.map((delivery) => delivery.atMs), Infinity);
  const startMs = Number.isFinite(firstCall) ? firstCall : 0;
  return events
    .filter((recorded) => recorded.lane === lane.lane && !gone.has(recorded.position))
    .sort((a, b) => happenedMs(a) - happenedMs(b))
    .flatMap((recorded) => {
      const { type } = recorded.event;
      const turningPoint = type === "RulingGiven" || type === "DecisionTaken" || type === "FactRevealed";
      const told =
        turningPoint ||
        type === "InjectDelivered" ||
        type === "IncidentStatusReached" ||
        type === "AgencyArrived" ||
        type === "ActorChanged";
      if (!told || isControlOnly(recorded, setup)) return [];
      const atMs = Math.max(0, happenedMs(recorded) - startMs);
      // Nobody's name belongs into the story: neither who acted nor who of the staff wrote it down.
      return [{ atMs, text: inEveryLanguage(happening(recorded, setup, story)), turningPoint }];
    })
    .slice(0, 120);
}

function happenedMs({ atMs, observedAtMs }: RecordedEvent): number {
  return observedAtMs ?? atMs;
}

/** What only moved the exercise along does not belong into the story. */
function isControlOnly({ event }: RecordedEvent, setup: Drill["setup"]): boolean {
  return (
    event.type === "InjectDelivered" && planOf(setup).injects.get(event.injectId)?.audience === "control"
  );
}

function listOf(lines: readonly ScoreLine[]): LocalText {
  return {
    zh: lines.map((line) => `- **${line.title.zh}**：${unnamedWhy(line).zh}`).join("\n"),
    en: lines.map((line) => `- **${line.title.en}**: ${unnamedWhy(line).en}`).join("\n"),
  };
}

const FOUND: Record<Assessment["says"], LocalText> = {
  P: { zh: "P", en: "P" },
  S: { zh: "S", en: "S" },
  M: { zh: "M", en: "M" },
  U: { zh: "U", en: "U" },
  met: { zh: "做到", en: "done" },
  partly: { zh: "部分做到", en: "partly done" },
  missed: { zh: "没有做到", en: "not done" },
};

/** Why a line is worth what it is; of what evaluators saw only what they found, and neither who nor in which words. */
function unnamedWhy({ kind, assessments = [], why }: ScoreLine): LocalText {
  const isAnchor = kind === "judgement" && assessments.length === 1;
  if (assessments.length === 0 || isAnchor) return why;
  const found = assessments.map(({ says }) => FOUND[says]);
  return {
    zh: `考评员评定：${found.map(({ zh }) => zh).join("、")}。`,
    en: `Evaluators found: ${found.map(({ en }) => en).join(", ")}.`,
  };
}
