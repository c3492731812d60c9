import { cluesInScenario } from "@/domain/scenario/checks/clues";
import { warning, type Finding } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** The best option can be told by its length, at one decision point or at most of them. */
export const bestOptionLongest = warning(({ scenario }) =>
  cluesInScenario(scenario).flatMap((clue): Finding[] => {
    if (clue.clue === "first-in-all") return [];
    const language = say(`checks.language.${clue.locale}`);
    if (clue.clue === "far-longer") {
      return [{ path: clue.path, said: say("checks.best-option-longest.far", { language }) }];
    }
    const { longest, of } = clue;
    return [{ path: ["decisions"], said: say("checks.best-option-longest.most", { longest, of, language }) }];
  }),
);
