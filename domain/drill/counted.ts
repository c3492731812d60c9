import { drillTimeAt, wallTimeAt } from "./clock";
import type { Counted } from "./schema";
import type { Drill, Lane } from "./state";

/**
 * The drill time in ms at which something was seen by a device that had not heard of every change of the clock.
 *
 * A device that is cut off goes on counting by the clock it last knew, through pauses and leaps it does not hear of.
 * It says which clock that was. What it counted while that clock was the right one stands; what it counted beyond
 * belongs to a moment of the wall clock, and counts as the drill stood then
 * (docs/decisions/0030-evaluating-without-a-network.md).
 *
 * @param observedAtMs Drill time as the device counted it.
 * @returns Null where the lane had no time of its own then: another leg was being played.
 */
export function countedTime(drill: Drill, lane: Lane, observedAtMs: number, counted: Counted): number | null {
  const at = drill.clocks.findLastIndex(({ sinceWallMs }) => sinceWallMs === counted.sinceWallMs);
  const known = drill.clocks[at];
  // A clock that this drill never had says nothing about it.
  if (!known) return observedAtMs;
  const isPaused = known.rate === 0;
  const isOfBefore = observedAtMs < known.atMs || (observedAtMs === known.atMs && !isPaused);
  const wallMs = isOfBefore
    ? known.sinceWallMs
    : isPaused
      ? counted.wallMs
      : (wallTimeAt(known, observedAtMs) ?? known.sinceWallMs);
  // The one that ran at that moment: not before the one the device knew, for it had heard of those.
  const then = drill.clocks.findLast(({ sinceWallMs }, i) => i >= at && sinceWallMs <= wallMs) ?? known;
  if (drill.setup.format === "swap" && then.leg !== lane.lane) return null;
  if (isOfBefore || then === known) return isPaused && !isOfBefore ? known.atMs : observedAtMs;
  return drillTimeAt(then, wallMs);
}
