import { cluesIn, type Clue } from "@/domain/clues";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { warning, type Problem } from "./problem";
import { referenceChecks } from "./references";
import type { Surroundings } from "./surroundings";

/** What is wrong with the decision points: when they open, and what gives away their best option. */
export function decisionProblems(scenario: Scenario, surroundings: Surroundings): Problem[] {
  const check = referenceChecks(scenario, surroundings);
  return [
    ...scenario.decisions.flatMap(({ opens }, i) => check.condition(["decisions", i, "opens"], opens)),
    ...cluesInScenario(scenario).map(problemOfClue),
  ];
}

function cluesInScenario({ decisions }: Scenario): Clue[] {
  return cluesIn(
    decisions.map(({ options }, i) => {
      const most = Math.max(...options.map(({ worth }) => worth));
      const best = options.filter(({ worth }) => worth === most).map(({ id }) => id);
      return { path: ["decisions", i, "options"], options, best };
    }),
  );
}

function problemOfClue(clue: Clue): Problem {
  switch (clue.clue) {
    case "first-in-all":
      return warning(["decisions"], "best-option-first", say("checks.best-option-first"));
    case "longest-in-most": {
      const { longest, of, locale } = clue;
      const language = say(`checks.language.${locale}`);
      return warning(
        ["decisions"],
        "best-option-longest",
        say("checks.best-option-longest", { count: longest, all: of, language }),
      );
    }
    case "far-longer": {
      const language = say(`checks.language.${clue.locale}`);
      return warning(clue.path, "best-option-longest", say("checks.best-option-far-longer", { language }));
    }
  }
}
