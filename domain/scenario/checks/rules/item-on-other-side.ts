import type { Condition } from "@/domain/conditions/schema";
import type { Side } from "@/domain/conditions/terms";
import type { Context } from "@/domain/scenario/checks/context";
import { conditionsOf } from "@/domain/scenario/checks/conditions";
import { error } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** An item that a side can do nothing about: only an action of the other side meets or breaks it. */
export const itemOnOtherSide = error((context) =>
  context.scenario.items.flatMap((item, i) =>
    conditionsOf(item)
      .filter(({ condition }) => isOnlyOf(condition, item.side, context))
      .map(({ path }) => ({ path: ["items", i, ...path], said: say("checks.item-on-other-side") })),
  ),
);

function isOnlyOf(condition: Condition, side: Side, context: Context): boolean {
  switch (condition.op) {
    case "all":
    case "any":
      return condition.of.every((part) => isOnlyOf(part, side, context));
    case "action-done":
      return (context.actions.get(condition.actionId)?.side ?? side) !== side;
    default:
      return false;
  }
}
