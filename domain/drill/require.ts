import { Refusal } from "@/domain/refusal";
import { hasBegun } from "./legs";
import type { Drill, IncidentState, Lane } from "./state";

/** What several commands ask of a drill before anything else. Each throws a {@link Refusal} when it is not so. */

export function requireUnreleased(drill: Drill): void {
  if (drill.released) throw new Refusal("scores-released");
}

/** A result that can still change by appeal. */
export function requireOpenResult(drill: Drill): void {
  if (!drill.released) throw new Refusal("scores-not-released");
  if (drill.final) throw new Refusal("result-final");
}

export function requireLane(drill: Drill, number: number): Lane {
  const lane = drill.lanes[number - 1];
  if (!lane) throw new Refusal("lane-unknown");
  return lane;
}

/** What is noted of a world is noted once it has begun, and for as long as the drill is open. */
export function requireLaneBegun(drill: Drill, number: number): Lane {
  const lane = requireLane(drill, number);
  if (!hasBegun(drill, lane)) throw new Refusal("leg-not-in-play");
  return lane;
}

/** An incident by its number in the lane. */
export function requireIncident(lane: Lane, number: number): IncidentState {
  const incident = Object.values(lane.incidents).find((candidate) => candidate.number === number);
  if (!incident) throw new Refusal("incident-unknown");
  return incident;
}
