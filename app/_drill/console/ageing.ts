import { isOver } from "@/domain/view/known";
import type { ActionSeen, IncidentSeen, UnitSeen } from "@/domain/view/schema";

/** Without progress for longer than this a row ages, in ms of drill time, by priority. */
const PATIENCE_MS = { 1: 60_000, 2: 5 * 60_000, 3: 15 * 60_000 } as const;

/**
 * Until when things go forward with an incident by themselves, in ms of drill time: a stage reached, an action done,
 * one that is still under way, a crew that is on its way. From then on somebody has to do something.
 */
export function lastProgressMs(
  incident: IncidentSeen,
  actions: readonly ActionSeen[],
  units: readonly UnitSeen[],
): number {
  const worked = actions
    .filter((action) => action.incident === incident.number)
    .map((action) => action.doneAtMs ?? Math.max(action.atMs, action.endsAtMs));
  const arrivals = units.flatMap((unit) =>
    unit.incident === incident.number && unit.leg ? [unit.leg.arrivesAtMs] : [],
  );
  return Math.max(0, ...incident.statuses.map((entry) => entry.atMs), ...worked, ...arrivals);
}

/** How long an incident may wait before its row ages, in ms; null when it waits for nothing any more. */
export function patienceMs(incident: IncidentSeen): number | null {
  if (isOver(incident)) return null;
  // Nobody knows yet how urgent an unclassified call is: it ages like the most urgent one.
  return PATIENCE_MS[incident.priority ?? 1];
}

/** Whether crews can be sent to an incident: it was accepted, and is not over. */
export function canTakeUnits(incident: Pick<IncidentSeen, "status" | "mergedInto">): boolean {
  return !isOver(incident) && incident.status !== "reported";
}
