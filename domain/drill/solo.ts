import { drillTimeAt, type Clock } from "./clock";
import type { Participant } from "./schema";
import type { Drill } from "./state";

/**
 * Whether a drill is in the hands of the one who learns in it: a solo drill that nobody else runs or judges.
 * There the learner has the clock, ends the drill, and sees the scores at once.
 */
export function isSelfRun(drill: Drill): boolean {
  return (
    drill.setup.format === "solo" &&
    Object.values(drill.participants).every((participant) => participant.role === "player")
  );
}

/** Whether a player may start, pause, speed up and end a drill: the learner of a self-run one. */
export function hasTheClock(drill: Drill, by: Participant): boolean {
  return by.role === "player" && !by.scripted && isSelfRun(drill);
}

/** Whether a running drill has gone on beyond the minutes that were planned for it, at a wall instant. */
export function isPastPlannedEnd(
  { phase, clock }: { phase: Drill["phase"]; clock: Clock },
  plannedMinutes: number,
  wallMs: number,
): boolean {
  return phase === "running" && drillTimeAt(clock, wallMs) >= plannedMinutes * 60_000;
}
