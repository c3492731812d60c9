import { happening, unnamedStoryOf } from "@/domain/drill/describe";
import { withdrawnPositions } from "@/domain/drill/hindsight";
import { planOf } from "@/domain/drill/plan";
import type { RecordedEvent } from "@/domain/drill/schema";
import type { Drill, Lane } from "@/domain/drill/state";
import { cardOf } from "@/domain/scoring/cards";
import { legalOf } from "@/domain/items/kinds";
import type { Assessment } from "@/domain/items/terms";
import type { ScoreLine } from "@/domain/score-card/schema";
import { inLocale, type LocalText } from "@/domain/text";
import { say, type Saying } from "@/domain/words/said";
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
    title: inEveryLanguage(say("draft.title", { title: scenario.title })),
    summary: scenario.summary,
    kind: share >= 0.85 ? "exemplary" : share < 0.6 ? "cautionary" : "discussion",
    category: first?.category ?? inEveryLanguage(say("draft.category")),
    place: place ?? setup.ground.name,
    occurredOn: null,
    tags: [first?.category ?? say("draft.tag"), say("draft.fromDrill")].map(inEveryLanguage),
    figures: figuresOf(card.totalHundredths, card.coverage, card.lines),
    timeline: timelineOf(drill, lane, events),
    sections: [
      {
        id: "background",
        heading: inEveryLanguage(say("draft.section.background")),
        body: scenario.brief.situation,
      },
      {
        id: "course",
        heading: inEveryLanguage(say("draft.section.course")),
        body: scenario.brief.responder,
      },
      {
        id: "went-well",
        heading: inEveryLanguage(say("draft.section.wentWell")),
        body: listOf(card.lines.filter((line) => line.status === "met")),
      },
      {
        id: "to-improve",
        heading: inEveryLanguage(say("draft.section.toImprove")),
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
  return [
    { label: say("draft.figure.score"), value: say("draft.figure.points", { points }) },
    { label: say("draft.figure.coverage"), value: { share: coverage } },
    {
      label: say("draft.figure.standards"),
      value: say("draft.figure.inTime", { count: inTime, of: timing.length }),
    },
  ].map(({ label, value }) => ({ label: inEveryLanguage(label), value: inEveryLanguage(value) }));
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

/** One line of a list for each. */
function listOf(lines: readonly ScoreLine[]): LocalText {
  const said = lines.map((line) =>
    inEveryLanguage(say("draft.line", { title: line.title, why: unnamedWhy(line) })),
  );
  return inEveryLanguage((locale) => said.map((line) => inLocale(line, locale)).join("\n"));
}

/** Why a line is worth what it is; of what evaluators saw only what they found, and neither who nor in which words. */
function unnamedWhy({ kind, assessments = [], why }: ScoreLine): Saying {
  const isAnchor = kind === "judgement" && assessments.length === 1;
  if (assessments.length === 0 || isAnchor) return why;
  return say("draft.found", { found: { list: assessments.map(foundBy), as: "each" } });
}

/** A level by its letter, anything else in words. */
function foundBy({ says }: Pick<Assessment, "says">): Saying {
  return says === "met" || says === "partly" || says === "missed" ? say(`terms.result.${says}`) : says;
}
