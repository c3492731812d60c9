import { cluesInScenario } from "@/domain/scenario/checks/clues";
import { warning } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** The best option is written first at every decision point. */
export const bestOptionFirst = warning(({ scenario }) =>
  cluesInScenario(scenario)
    .filter(({ clue }) => clue === "first-in-all")
    .map(() => ({ path: ["decisions"], said: say("checks.best-option-first") })),
);
