import { error } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** An inject to the opposition of a scenario in which nobody plays one. */
export const audienceAbsent = error(({ scenario }) =>
  scenario.injects.flatMap(({ audience }, i) =>
    audience === "opposition" && !scenario.opposed
      ? [{ path: ["injects", i, "audience"], said: say("checks.audience-absent") }]
      : [],
  ),
);
