import type { Side } from "@/domain/conditions/terms";
import type { DrillEvent, RecordedEvent } from "@/domain/drill/schema";
import { isSelfRun } from "@/domain/drill/solo";
import type { Drill, Lane } from "@/domain/drill/state";
import { amended } from "@/domain/score-card/amended";
import type { ResultState, ScoreCard } from "@/domain/score-card/schema";
import { cardOf, cardsOf } from "./cards";
import { scoreCard, sidesPlayed } from "./score-card";

/** How far the result of a drill is. A drill that has not ended has a provisional one. */
export function resultStateOf(drill: Drill): ResultState {
  if (drill.released) {
    // Whoever practises alone has nobody to appeal to.
    if (drill.final || isSelfRun(drill)) return "final";
    return drill.lanes.some(({ appeals }) => appeals.length > 0) ? "appealed" : "released";
  }
  const isModerated = drill.lanes.some(({ settlements }) => Object.keys(settlements).length > 0);
  const settled = drill.phase === "ended" && isModerated && evaluationsWaiting(drill) === 0;
  return settled && cardsOf(drill).every((card) => disagreementsOf(card).length === 0)
    ? "moderated"
    : "provisional";
}

/** The lines of a card that somebody has to look at: far apart, or against the log, and not settled. */
export function disagreementsOf(card: ScoreCard): ScoreCard["lines"] {
  return card.lines.filter(({ disagreement }) => disagreement);
}

/** Evaluations that have not been handed in, over all lanes. */
export function evaluationsWaiting({ participants, lanes }: Drill): number {
  const evaluators = Object.values(participants).filter(({ role }) => role === "evaluator");
  return lanes.reduce(
    (waiting, { submitted }) =>
      waiting + evaluators.filter(({ participantId }) => !submitted[participantId]).length,
    0,
  );
}

/** With each of these, cards are kept as they then stand: of the lane that it concerns, or of all. */
const KEPT_AT = [
  "DrillEnded",
  "EvaluationSubmitted",
  "ExemptionGranted",
  "LineModerated",
  "ScoresReleased",
  "AppealFiled",
  "AppealAnswered",
  "ResultFinal",
] as const satisfies readonly DrillEvent["type"][];

/** A card to be kept, with how far the result was, and the position of the event it is kept at. */
export type KeptCard = { state: ResultState; card: ScoreCard; position: number };

/**
 * The cards that are to be kept after some events, as they stand: before the release those of the log, at the release the
 * same, after it the released ones with the lines that an appeal has settled put anew.
 *
 * @param drill Right after the events; of a drill that was released before them, with its released cards.
 */
export function cardsToKeep(drill: Drill, events: readonly RecordedEvent[]): KeptCard[] {
  if (drill.phase !== "ended") return [];
  const kept: readonly string[] = KEPT_AT;
  const reasons = events.filter(({ event }) => kept.includes(event.type));
  const position = reasons.at(-1)?.position;
  if (position === undefined) return [];
  const lanes = new Set(reasons.map(({ lane }) => lane));
  const isReleasedNow = events.some(({ event }) => event.type === "ScoresReleased");
  const settled = events.flatMap(({ event, lane }) =>
    event.type === "AppealAnswered" ? event.settled.map(({ itemId }) => ({ lane, itemId })) : [],
  );
  const concerned = drill.lanes.filter(({ lane }) => lanes.has(0) || lanes.has(lane));
  const state = resultStateOf(drill);
  return concerned.flatMap((lane) =>
    sidesPlayed(drill).map((side) => {
      if (!drill.released || isReleasedNow) {
        return { state, position, card: scoreCard(drill, lane, side) };
      }
      const items = settled.filter((one) => one.lane === lane.lane).map(({ itemId }) => itemId);
      return { state, position, card: withSettled(drill, lane, side, items) };
    }),
  );
}

function withSettled(drill: Drill, lane: Lane, side: Side, itemIds: readonly string[]): ScoreCard {
  const before = cardOf(drill, lane, side);
  const now = scoreCard(drill, lane, side);
  const lines = now.lines.filter(({ itemId }) => itemIds.includes(itemId));
  if (lines.length === 0) return before;
  return amended(before, lines, drill.position) ?? now;
}
