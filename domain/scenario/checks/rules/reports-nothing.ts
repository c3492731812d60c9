import { error, type Finding } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** An inject that says it reports, but not which incident, or to nobody but control. */
export const reportsNothing = error(({ scenario }) =>
  scenario.injects.flatMap(({ reports, incidentId, audience }, i): Finding[] => {
    if (reports !== true) return [];
    const path = ["injects", i, "reports"];
    if (incidentId === undefined) return [{ path, said: say("checks.reports-nothing.incident") }];
    return audience === "control" ? [{ path, said: say("checks.reports-nothing.control") }] : [];
  }),
);
