import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { error, type Path, type Problem } from "./problem";
import { referenceChecks } from "./references";
import type { Surroundings } from "./surroundings";

/** What is wrong with the scored items one by one: references, and a category of the other side. */
export function itemProblems(scenario: Scenario, surroundings: Surroundings): Problem[] {
  const check = referenceChecks(scenario, surroundings);
  return scenario.items.flatMap((item, i) => {
    const at: Path = ["items", i];
    const category = scenario.categories.find(({ id }) => id === item.categoryId);
    const found = check.item(at, item);
    if (category && category.side !== item.side) {
      found.push(error([...at, "categoryId"], "category-other-side", say("checks.category-other-side")));
    }
    return found;
  });
}
