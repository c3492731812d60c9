import { NEVER } from "@/domain/conditions/timetable";
import { injectKindOf, type InjectKindName } from "@/domain/injects/kinds";
import { clockMs } from "@/domain/scenario/checks/by-clock";
import { warning } from "@/domain/scenario/checks/rule";
import { reportsIncident } from "@/domain/scenario/reports";
import { say } from "@/domain/words/said";

/** What nobody tells the responders: it is seen, published or worked out, and starts no response clock in life. */
const NOT_TOLD: readonly InjectKindName[] = ["early-warning", "media", "environment", "video"];

/** An incident whose first report is no call: the response clock would start with what nobody was told. */
export const reportIsNoCall = warning(({ scenario, timetable }) =>
  scenario.incidents.flatMap(({ id }, i) => {
    const reporting = scenario.injects.filter(
      (inject) => inject.incidentId === id && reportsIncident(inject, scenario),
    );
    const saidMs = Math.min(
      NEVER,
      ...reporting
        .filter(({ kind }) => !NOT_TOLD.includes(kind))
        .map((inject) => timetable.injectMs(inject.id)),
    );
    const first = reporting.find((inject) => {
      // What only warns is told elsewhere, and what its author calls a report is meant as one.
      const isMeant = inject.reports === true || !injectKindOf(inject.kind).reports;
      if (isMeant || !NOT_TOLD.includes(inject.kind)) return false;
      return saidMs === NEVER || (clockMs(inject, scenario) ?? NEVER) < saidMs;
    });
    return first
      ? [{ path: ["incidents", i], said: say("checks.report-is-no-call", { inject: first.title }) }]
      : [];
  }),
);
