import { z } from "zod";
import { ref } from "@/domain/reference";
import { Outcome } from "@/domain/conditions/fields";
import { leaf } from "@/domain/conditions/leaf";
import { isBefore, since } from "@/domain/conditions/spans";
import type { Moment, World } from "@/domain/conditions/world";

const RulingWas = z.strictObject({ op: z.literal("ruling-was"), actionId: ref("action"), outcome: Outcome });

/** An action was ruled a success, or a failure. */
export const rulingWas = leaf(RulingWas)({
  spans: (asked, world) => since(ruled(world, asked)),
  sentence: ({ actionId, outcome }, { zh, en }) => ({
    zh: `${zh("action", actionId)}裁定为${outcome === "success" ? "成功" : "失败"}`,
    en: `${en("action", actionId)} was ruled a ${outcome}`,
  }),
  absence: ({ actionId }, why) => (why.wasTried(actionId) ? why.failed : why.ofAction({ actionId })),
  shown: ({ actionId }, log, { name }) => {
    const label = name("action", actionId);
    return log.actions.flatMap((action) => {
      if (action.actionId !== actionId || action.ruling === null) return [];
      const success = action.ruling.outcome === "success";
      const text = {
        zh: `${label.zh}：裁定${success ? "成功" : "失败"}`,
        en: `${label.en}: ruled a ${success ? "success" : "failure"}`,
      };
      return [{ text, atMs: action.doneAtMs ?? action.atMs }];
    });
  },
  fresh: ({ first }) => {
    const actionId = first("action");
    return actionId === undefined ? null : { op: "ruling-was", actionId, outcome: "success" };
  },
});

/** When a ruling first said so. What staff saw of an action on the street needs no ruling: it settles it. */
function ruled(world: World, { actionId, outcome }: z.infer<typeof RulingWas>): Moment | null {
  let earliest: Moment | null = null;
  for (const action of world.actions) {
    if (action.actionId !== actionId) continue;
    const ruling = action.ruling ?? (action.recorded ? action.completed : null);
    if (ruling?.outcome === outcome && (!earliest || isBefore(ruling, earliest))) earliest = ruling;
  }
  return earliest;
}
