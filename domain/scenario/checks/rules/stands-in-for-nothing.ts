import { error } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** An inject that stands in for what is no action of the opposition. */
export const standsInForNothing = error(({ scenario, actions }) =>
  scenario.injects.flatMap(({ standsInFor }, i) =>
    standsInFor !== undefined && actions.get(standsInFor)?.side === "responder"
      ? [{ path: ["injects", i, "standsInFor"], said: say("checks.stands-in-for-nothing") }]
      : [],
  ),
);
