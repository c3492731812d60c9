import { evolve, stageOf } from "./evolve";
import type { By, DrillEvent, RecordedEvent } from "./schema";
import type { Drill, Lane } from "./state";

/**
 * A drill being carried forward: each event is applied as it is decided, so that the
 * next one is decided on the world it made.
 */
export type Play = {
  drill: Drill;
  wallMs: number;
  /** What has been decided so far, in order. */
  events: RecordedEvent[];
};

/** Decides one event. Lane 0 is the whole drill. */
export function emit(
  play: Play,
  by: By,
  lane: number,
  atMs: number,
  event: DrillEvent,
  observedAtMs: number | null = null,
): void {
  const recorded: RecordedEvent = {
    position: play.drill.position + 1,
    lane,
    atMs: Math.max(atMs, play.drill.atMs),
    wallMs: play.wallMs,
    by,
    observedAtMs,
    event,
  };
  evolve(play.drill, recorded);
  play.events.push(recorded);
}

/** Whether a unit stands on the scene of an incident. */
export function isOnScene(lane: Lane, unitId: string, incidentId: string): boolean {
  const unit = lane.units[unitId];
  return (
    unit?.leg === null && unit.visits.at(-1)?.toMs === null && unit.visits.at(-1)?.incidentId === incidentId
  );
}

/** Whether an incident is over: closed, diverted or merged into another. */
export function isOver(lane: Lane, incidentId: string): boolean {
  const incident = lane.incidents[incidentId];
  if (!incident) return true;
  return incident.mergedInto !== null || ["closed", "diverted"].includes(stageOf(incident));
}
