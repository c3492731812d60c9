import { injectKindOf } from "@/domain/injects/kinds";
import type { Inject, Scenario } from "./schema";

/**
 * Whether the delivery of an inject reports the incident it belongs to, and so starts its response clock.
 *
 * What the author says counts. Where nothing is said, as in every document written before it could be, whatever
 * reaches a side reports, but for kinds that only warn; and that too where nothing else ever would.
 */
export function reportsIncident(inject: Inject, scenario: Pick<Scenario, "injects">): boolean {
  if (inject.incidentId === undefined || inject.audience === "control") return false;
  if (inject.reports !== undefined) return inject.reports;
  if (injectKindOf(inject.kind).reports) return true;
  return !scenario.injects.some(
    (other) =>
      other.incidentId === inject.incidentId &&
      other.audience !== "control" &&
      (other.reports ?? injectKindOf(other.kind).reports),
  );
}
