import { error } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** A decision point at which every answer is worth nothing. */
export const optionsWorthless = error(({ scenario }) =>
  scenario.decisions.flatMap(({ options }, i) =>
    options.every(({ worth }) => worth === 0)
      ? [{ path: ["decisions", i, "options"], said: say("checks.options-worthless") }]
      : [],
  ),
);
