import { cluesIn, type Clue } from "@/domain/clues";
import type { Scenario } from "@/domain/scenario/schema";

/** What gives the best options of a scenario's decision points away. */
export function cluesInScenario({ decisions }: Scenario): Clue[] {
  return cluesIn(
    decisions.map(({ options }, i) => {
      const most = Math.max(...options.map(({ worth }) => worth));
      const best = options.filter(({ worth }) => worth === most).map(({ id }) => id);
      return { path: ["decisions", i, "options"], options, best };
    }),
  );
}
