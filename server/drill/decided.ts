import "server-only";
import { drillTimeAt } from "@/domain/drill/clock";
import { planOf } from "@/domain/drill/plan";
import type { DrillEvent, RecordedEvent } from "@/domain/drill/schema";
import { carryOn } from "@/domain/rehearsal/scripted";
import type { Drill } from "@/domain/drill/state";
import { sidesOf } from "@/domain/drill/team-role";
import type { ScoreCard } from "@/domain/score-card/schema";
import { cardsToKeep, type KeptCard } from "@/domain/scoring/result-state";
import type { Commit, Transaction } from "@/server/db/client";
import {
  appendToStreams,
  storeScoreCards,
  type Change,
  type CommandRecord,
  type LockedStream,
  type Summary,
} from "./event-store";
import { exchangeSides } from "./mutations";

/** A change, with the score cards that are kept of it. */
export type Decided = Change & { cards: readonly KeptCard[] };

/** Made right after the events were decided: the cards are those of this moment, whatever follows. */
export function decided(
  drill: Drill,
  events: readonly RecordedEvent[],
  command: CommandRecord | null,
): Decided {
  const cards = cardsToKeep(drill, events);
  if (drill.released && cards.length > 0) {
    const isKept = (one: ScoreCard) =>
      cards.some(({ card }) => card.lane === one.lane && card.side === one.side);
    const others = (drill.releasedCards ?? []).filter((one) => !isKept(one));
    drill.releasedCards = [...others, ...cards.map(({ card }) => card)];
  }
  return { events, command, cards };
}

/** Events that have fallen due by a wall instant, moves of scripted sides included. Changes `drill` to match. */
export function dueBy(drill: Drill, wallMs: number): RecordedEvent[] {
  return carryOn(drill, drillTimeAt(drill.clock, wallMs), wallMs);
}

/** What was decided for one drill, with the drill as it stands after it. */
export type DecidedFor = { stream: LockedStream; drill: Drill; changes: readonly Decided[] };

/**
 * Stores what was decided for some drills, with all that follows from it.
 *
 * @param commit Sent behind the last of it, for whoever has no more to store.
 */
export async function storeDecided(
  tx: Transaction,
  all: readonly DecidedFor[],
  commit: Commit | null = null,
): Promise<void> {
  const appends = all.map(({ stream, drill, changes }) => ({
    stream,
    changes,
    summary: summaryOf(
      drill,
      changes.flatMap(({ events }) => events),
    ),
  }));
  if (!all.some(hasConsequences)) return appendToStreams(tx, appends, commit);

  await appendToStreams(tx, appends);
  for (const { stream, drill, changes } of all) {
    for (const { events, cards } of changes) {
      for (const { event } of events) {
        if (event.type === "LegStarted") await exchangeSides(tx, stream.drillId, event.lane);
      }
      if (cards.length > 0) await storeScoreCards(tx, stream.drillId, drill.setup.policy.version, cards);
    }
  }
  await commit?.();
}

/** Whether more has to be stored than events: places that are exchanged, score cards that are kept. */
function hasConsequences({ changes }: DecidedFor): boolean {
  return changes.some(
    ({ events, cards }) => cards.length > 0 || events.some(({ event }) => event.type === "LegStarted"),
  );
}

/** What the lists have to learn from events that have just been decided. */
function summaryOf(drill: Drill, events: readonly RecordedEvent[]): Summary {
  const summary: Summary = { phase: drill.phase, leg: drill.leg };
  for (const { event, wallMs } of events) {
    if (event.type === "DrillStarted") summary.startedAtMs = wallMs;
    if (event.type === "DrillEnded") summary.endedAtMs = wallMs;
    if (event.type === "ScoresReleased") summary.releasedAtMs = wallMs;
    if (reachesResponder(drill, event)) summary.firstCallAtMs ??= wallMs;
  }
  return summary;
}

/** Whether an event hands something to the responders: with the first of these a hidden drill is no longer hidden. */
function reachesResponder(drill: Drill, event: DrillEvent): boolean {
  const audience =
    event.type === "AdHocInjectSent"
      ? event.audience
      : event.type === "InjectDelivered"
        ? planOf(drill.setup).injects.get(event.injectId)?.audience
        : undefined;
  return audience !== undefined && sidesOf(audience).includes("responder");
}
