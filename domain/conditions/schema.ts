import { z } from "zod";
import { asCondition } from "./fields";
import { leafKinds, type ConditionLeaf } from "./kinds";

export type { ConditionLeaf } from "./kinds";

// The first stands by itself because zod wants to see that there is one.
const { clock, ...others } = leafKinds;
const shapes = [clock.shape, ...Object.values(others).map(({ shape }) => shape)] as const;

/** A condition that has no other condition in it. */
export const Leaf: z.ZodType<ConditionLeaf> = z.discriminatedUnion("op", shapes);

/**
 * The one language in which injects are triggered, actions allowed, items scored
 * and scenarios checked. Data, edited in a form and printed as a sentence.
 */
export type Condition =
  | { op: "all"; of: Condition[] }
  | { op: "any"; of: Condition[] }
  | { op: "not"; of: Condition }
  | ConditionLeaf;

export const Condition: z.ZodType<Condition> = asCondition<Condition>(
  z.lazy(() =>
    z.discriminatedUnion("op", [
      z.strictObject({ op: z.literal("all"), of: z.array(Condition).min(1).max(20) }),
      z.strictObject({ op: z.literal("any"), of: z.array(Condition).min(1).max(20) }),
      z.strictObject({ op: z.literal("not"), of: Condition }),
      ...shapes,
    ]),
  ),
  () => ({ op: "action-done", actionId: "report-arrival" }),
);

/** Every leaf of a condition. */
export function leavesOf(condition: Condition): ConditionLeaf[] {
  if (condition.op === "all" || condition.op === "any") return condition.of.flatMap(leavesOf);
  return condition.op === "not" ? leavesOf(condition.of) : [condition];
}
