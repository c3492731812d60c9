import type { Side } from "@/domain/conditions/terms";
import type { Drill, Lane } from "@/domain/drill/state";
import type { ScoreCard } from "@/domain/score-card/schema";
import { scoreCard, sidesPlayed } from "./score-card";

/**
 * The score card of a side in a lane as it is shown: as it was stored once it has been released, worked out from the
 * log before.
 *
 * A released card is a record. It names the version of the rules it was made with, and later rules change nothing in
 * it, so whoever shows a score asks here (docs/decisions/0050-released-cards-and-what-never-happened.md).
 */
export function cardOf(drill: Drill, lane: Lane, side: Side): ScoreCard {
  const released = drill.released
    ? drill.releasedCards?.find((card) => card.lane === lane.lane && card.side === side)
    : undefined;
  return released ?? scoreCard(drill, lane, side);
}

/** The cards of every lane and side, in their order. */
export function cardsOf(drill: Drill): ScoreCard[] {
  return drill.lanes.flatMap((lane) => sidesPlayed(drill).map((side) => cardOf(drill, lane, side)));
}
