import type { ActionSeen, IncidentSeen } from "@/domain/view/schema";

/** Without progress for longer than this a row ages, in ms of drill time, by priority. */
const PATIENCE_MS = { 1: 60_000, 2: 5 * 60_000, 3: 15 * 60_000 } as const;

/** When something last went forward with an incident: a stage reached, an action begun or finished, in ms. */
export function lastProgressMs(incident: IncidentSeen, actions: readonly ActionSeen[]): number {
  const worked = actions
    .filter((action) => action.incident === incident.number)
    .map((action) => action.doneAtMs ?? action.atMs);
  return Math.max(0, ...incident.statuses.map((entry) => entry.atMs), ...worked);
}

/** How long an incident may wait before its row ages, in ms; null when it waits for nothing any more. */
export function patienceMs(incident: IncidentSeen): number | null {
  if (isOver(incident)) return null;
  // Nobody knows yet how urgent an unclassified call is: it ages like the most urgent one.
  return PATIENCE_MS[incident.priority ?? 1];
}

/** Whether nothing is left to be done about an incident here. */
export function isOver(incident: Pick<IncidentSeen, "status" | "mergedInto">): boolean {
  return incident.mergedInto !== null || incident.status === "closed" || incident.status === "diverted";
}
