import type { Side } from "@/domain/conditions/terms";
import type { Scenario } from "@/domain/scenario/schema";
import { error, warning, type Problem } from "./problem";

/** What is wrong with the scoring as a whole: sides without a hundred points, categories and objectives that nothing serves. */
export function pointsProblems(scenario: Scenario): Problem[] {
  const sides: Side[] = scenario.opposed ? ["responder", "opposition"] : ["responder"];
  return [
    ...sides.flatMap((side) => pointsOfSide(scenario, side)),
    ...scenario.categories.flatMap((category, i) =>
      scenario.items.some((item) => item.categoryId === category.id)
        ? []
        : [warning(["categories", i], "category-empty", "该类别没有评分项。", "The category has no items.")],
    ),
    ...scenario.objectives.flatMap(({ id }, i) =>
      isServed(scenario, id)
        ? []
        : [
            warning(
              ["objectives", i],
              "objective-unserved",
              "没有情况或评分项服务于这一目标。",
              "No inject and no item serves this objective.",
            ),
          ],
    ),
  ];
}

function pointsOfSide(scenario: Scenario, side: Side): Problem[] {
  const items = scenario.items.filter((item) => item.side === side);
  const zh = side === "responder" ? "处警方" : "对抗方";
  if (items.length === 0) {
    return [error(["items"], "side-without-items", `${zh}没有评分项。`, `The ${side} has no scored items.`)];
  }
  const sum = items.reduce((total, item) => total + Math.round(item.points * 100), 0) / 100;
  if (sum === 100) return [];
  return [
    error(
      ["items"],
      "points-not-100",
      `${zh}分值合计 ${sum}，应为 100。`,
      `The ${side}'s points add up to ${sum}, not to 100.`,
    ),
  ];
}

function isServed({ items, injects }: Scenario, objectiveId: string): boolean {
  return (
    items.some((item) => item.objectiveId === objectiveId) ||
    injects.some(({ expected }) => expected.some((one) => one.objectiveId === objectiveId))
  );
}
