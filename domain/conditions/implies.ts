import type { Condition, ConditionLeaf } from "./schema";

/** Whether, by their shape alone, a second condition holds whenever a first one does. */
export function implies(first: Condition, second: Condition): boolean {
  if (first.op === "any") return first.of.every((part) => implies(part, second));
  if (second.op === "all") return second.of.every((part) => implies(first, part));
  if (second.op === "any") return second.of.some((part) => implies(first, part));
  if (first.op === "all") return first.of.some((part) => implies(part, second));
  if (first.op === "not" || second.op === "not") {
    return first.op === "not" && second.op === "not" && implies(second.of, first.of);
  }
  return leafImplies(first, second);
}

/** Of two leaves of one kind the second asks for nothing that the first does not: a field left out asks for nothing. */
function leafImplies(first: ConditionLeaf, second: ConditionLeaf): boolean {
  if (first.op !== second.op) return false;
  if (first.op === "gauge" && second.op === "gauge") {
    const sign = first.compare === ">=" ? 1 : -1;
    const isSame = first.gaugeId === second.gaugeId && first.compare === second.compare;
    return isSame && (first.value - second.value) * sign >= 0;
  }
  const asked = new Map<string, unknown>(Object.entries(first));
  return Object.entries(second).every(([field, value]) => {
    const has = asked.get(field);
    if (field === "atLeast" || field === "atLeastMs") return Number(has ?? 1) >= Number(value);
    return JSON.stringify(has) === JSON.stringify(value);
  });
}
