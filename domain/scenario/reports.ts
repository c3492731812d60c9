import type { Inject, Scenario } from "./schema";

/** These tell of what might happen, or of what is told elsewhere: nobody's response is counted from them. */
const TELLS_OF: readonly Inject["kind"][] = ["early-warning"];

/**
 * Whether the delivery of an inject reports the incident it belongs to, and so starts its response clock.
 *
 * What the author says counts. Where nothing is said, as in every document written before it could be, whatever
 * reaches a side reports, but for an early warning; and that too where nothing else ever would.
 */
export function reportsIncident(inject: Inject, scenario: Pick<Scenario, "injects">): boolean {
  if (inject.incidentId === undefined || inject.audience === "control") return false;
  if (inject.reports !== undefined) return inject.reports;
  if (!TELLS_OF.includes(inject.kind)) return true;
  return !scenario.injects.some(
    (other) =>
      other.incidentId === inject.incidentId &&
      other.audience !== "control" &&
      (other.reports ?? !TELLS_OF.includes(other.kind)),
  );
}
