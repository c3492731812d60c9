import { editionsOf } from "@/domain/actions/law-editions";
import { citedIn } from "@/domain/scenario/checks/cited";
import { warning, type Finding } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** A law that is cited in an edition which is not yet, or no longer, in force on the day of the check. */
export const lawNotInForce = warning(({ scenario, today }) =>
  citedIn(scenario).flatMap(({ path, basis: { title, inForceFrom } }): Finding[] => {
    if (inForceFrom > today) {
      return [{ path, said: say("checks.law-not-in-force.notYet", { title, from: inForceFrom }) }];
    }
    const next = editionsOf(title).find((from) => from > inForceFrom && from <= today);
    return next === undefined
      ? []
      : [{ path, said: say("checks.law-not-in-force.superseded", { title, from: next }) }];
  }),
);
