import { drawOf } from "@/domain/drill/due";
import type { DrillCommand, Setup, Skill } from "@/domain/drill/schema";
import { kindOf } from "@/domain/items/kinds";
import type { Rating } from "@/domain/items/terms";

/** How a team of a skill is rated: its usual level, and one next to it now and then. */
const RATED: Record<Skill, [Rating, Rating]> = { strong: ["P", "S"], medium: ["S", "M"], weak: ["M", "U"] };

/**
 * What a scripted evaluator enters for every lane: a rating for each judgement, and an
 * observation for each procedure item that the log cannot answer.
 */
export function evaluatorMoves(
  drill: { setup: Pick<Setup, "scenario">; lanes: readonly { lane: number }[] },
  skill: Skill,
  seed: number,
): DrillCommand[] {
  return drill.lanes.flatMap(({ lane }) =>
    drill.setup.scenario.items.flatMap((item, i): DrillCommand[] => {
      const usual = drawOf(seed, lane, i + 1) < 0.7;
      const { entered, inLog } = kindOf(item);
      if (entered === "rating") {
        return [{ type: "RateItem", lane, itemId: item.id, rating: RATED[skill][usual ? 0 : 1], note: "" }];
      }
      if (entered === "result" && inLog(item).of === "eye") {
        const result = skill === "strong" || (skill === "medium" && usual) ? "met" : "missed";
        return [{ type: "ObserveItem", lane, itemId: item.id, result, note: "", observedAtMs: null }];
      }
      return [];
    }),
  );
}
