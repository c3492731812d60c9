import { injectKindOf } from "@/domain/injects/kinds";
import { warning } from "@/domain/scenario/checks/rule";
import { reportsIncident } from "@/domain/scenario/reports";
import { say } from "@/domain/words/said";

/** An incident that nothing reports but a warning of what might happen. */
export const incidentOnlyWarned = warning(({ scenario }) =>
  scenario.incidents.flatMap(({ id }, i) => {
    const reporting = scenario.injects.filter(
      (inject) => inject.incidentId === id && reportsIncident(inject, scenario),
    );
    const isWarned = ({ kind, reports }: (typeof reporting)[number]) =>
      !injectKindOf(kind).reports && reports === undefined;
    return reporting.length > 0 && reporting.every(isWarned)
      ? [{ path: ["incidents", i], said: say("checks.incident-only-warned") }]
      : [];
  }),
);
