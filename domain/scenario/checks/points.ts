import type { Side } from "@/domain/conditions/terms";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { error, warning, type Problem } from "./problem";

/** What is wrong with the scoring as a whole: sides without a hundred points, categories and objectives that nothing serves. */
export function pointsProblems(scenario: Scenario): Problem[] {
  const sides: Side[] = scenario.opposed ? ["responder", "opposition"] : ["responder"];
  return [
    ...sides.flatMap((side) => pointsOfSide(scenario, side)),
    ...scenario.categories.flatMap((category, i) =>
      scenario.items.some((item) => item.categoryId === category.id)
        ? []
        : [warning(["categories", i], "category-empty", say("checks.category-empty"))],
    ),
    ...scenario.objectives.flatMap(({ id }, i) =>
      isServed(scenario, id)
        ? []
        : [warning(["objectives", i], "objective-unserved", say("checks.objective-unserved"))],
    ),
  ];
}

function pointsOfSide(scenario: Scenario, side: Side): Problem[] {
  const items = scenario.items.filter((item) => item.side === side);
  const whose = say(`terms.side.${side}`);
  if (items.length === 0) {
    return [error(["items"], "side-without-items", say("checks.side-without-items", { side: whose }))];
  }
  const sum = items.reduce((total, item) => total + Math.round(item.points * 100), 0) / 100;
  if (sum === 100) return [];
  return [error(["items"], "points-not-100", say("checks.points-not-100", { side: whose, points: sum }))];
}

function isServed({ items, injects }: Scenario, objectiveId: string): boolean {
  return (
    items.some((item) => item.objectiveId === objectiveId) ||
    injects.some(({ expected }) => expected.some((one) => one.objectiveId === objectiveId))
  );
}
