import { z } from "zod";
import { say } from "@/domain/words/said";
import { ref } from "@/domain/reference";
import { Outcome } from "@/domain/conditions/fields";
import { leaf } from "@/domain/conditions/leaf";
import { isBefore, since } from "@/domain/conditions/spans";
import type { Moment, World } from "@/domain/conditions/world";

const RulingWas = z.strictObject({ op: z.literal("ruling-was"), actionId: ref("action"), outcome: Outcome });

/** An action was ruled a success, or a failure. */
export const rulingWas = leaf(RulingWas)({
  spans: (asked, world) => since(ruled(world, asked)),
  sentence: ({ actionId, outcome }, name) =>
    say("conditions.ruling-was", { action: name("action", actionId), outcome }),
  earliestMs: ({ actionId }, times) => times.actionMs(actionId),
  absence: ({ actionId }, why) => (why.wasTried(actionId) ? why.failed : why.ofAction({ actionId })),
  shown: ({ actionId }, log, name) => {
    return log.actions.flatMap((action) => {
      if (action.actionId !== actionId || action.ruling === null) return [];
      const { outcome } = action.ruling;
      const text = say("conditions.shown.ruling", { action: name("action", actionId), outcome });
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
