import { implies } from "@/domain/conditions/implies";
import { leavesOf, type Condition } from "@/domain/conditions/schema";
import { error, type Finding } from "@/domain/scenario/checks/rule";
import type { ScoredItem } from "@/domain/items/schema";
import { say } from "@/domain/words/said";

/** Longer conditions than this are not held against each other. */
const LEAVES_MAX = 40;

/** Two lines of a side of which one demands what the other forbids. */
export const itemsContradict = error(({ scenario }) => {
  const rules = scenario.items.flatMap((item, i) => ruleOf(item, i) ?? []);
  const forbidden = rules.filter(({ rule }) => rule === "forbidden");
  return rules
    .filter(({ rule }) => rule === "mandatory")
    .flatMap((demanded): Finding[] => {
      const against = forbidden.find(
        ({ side, condition }) => side === demanded.side && implies(demanded.condition, condition),
      );
      if (!against) return [];
      const said = say("checks.items-contradict", { other: against.title });
      return [{ path: ["items", demanded.i, "condition"], said }];
    });
});

function ruleOf(item: ScoredItem, i: number) {
  if (item.kind !== "procedure" || !item.condition) return null;
  // Each is held against each of the others: what is that long was written by no hand.
  if (leavesOf(item.condition).length > LEAVES_MAX) return null;
  const { side, rule, title } = item;
  const condition: Condition = item.condition;
  return { i, side, rule, title, condition };
}
