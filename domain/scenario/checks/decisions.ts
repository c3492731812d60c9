import { cluesIn, type Clue } from "@/domain/clues";
import type { Offered } from "@/domain/locales";
import type { Scenario } from "@/domain/scenario/schema";
import type { LocalText } from "@/domain/text";
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
      return warning(
        ["decisions"],
        "best-option-first",
        "每个决策点的最佳选项都写在第一个。",
        "The best option is written first at every decision point.",
      );
    case "longest-in-most": {
      const { longest, of } = clue;
      const language = NAME_OF_LANGUAGE[clue.locale];
      return warning(
        ["decisions"],
        "best-option-longest",
        `${of} 个决策点中有 ${longest} 个的最佳选项最长（${language.zh}），不懂业务也能猜中。`,
        `The best option is the longest at ${longest} of ${of} decision points (${language.en}), so it can be guessed.`,
      );
    }
    case "far-longer": {
      const language = NAME_OF_LANGUAGE[clue.locale];
      return warning(
        clue.path,
        "best-option-longest",
        `最佳选项比其他选项长得多（${language.zh}），一眼就能看出来。`,
        `The best option is much longer than the others (${language.en}), so it stands out.`,
      );
    }
  }
}

const NAME_OF_LANGUAGE: Record<Offered, LocalText> = {
  zh: { zh: "中文", en: "Chinese" },
  en: { zh: "英文", en: "English" },
};
