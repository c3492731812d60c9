import { error } from "@/domain/scenario/checks/rule";
import { reportsIncident } from "@/domain/scenario/reports";
import { say } from "@/domain/words/said";

/** An incident that no inject reports. */
export const incidentNeverReported = error(({ scenario }) =>
  scenario.incidents.flatMap(({ id }, i) =>
    scenario.injects.some((inject) => inject.incidentId === id && reportsIncident(inject, scenario))
      ? []
      : [{ path: ["incidents", i], said: say("checks.incident-never-reported") }],
  ),
);
