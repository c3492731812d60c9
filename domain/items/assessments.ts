import type { Assessment, LineStatus, Says } from "./terms";

/** From best to worst, in the steps in which evaluators count. */
const STEP = { P: 0, S: 1, M: 2, U: 3, met: 0, partly: 1, missed: 2 } as const;

/**
 * The share of an item's points that each level is worth. HSEEP's levels are ordered but carry no numbers; equal steps
 * are this project's choice (docs/decisions).
 */
export const WORTH: Readonly<Record<Says, number>> = {
  P: 1,
  S: 2 / 3,
  M: 1 / 3,
  U: 0,
  met: 1,
  partly: 0.5,
  missed: 0,
};

/** Apart by so many steps or more, two evaluators have not seen the same thing. */
const FAR_APART = 2;

/** The last thing each evaluator said of an item, of those who have handed in: nobody else's counts yet. */
export function handedIn<T extends { itemId: string; evaluatorId: string }>(
  entries: readonly T[],
  itemId: string,
  submitted: Readonly<Record<string, unknown>>,
): T[] {
  const last = new Map<string, T>();
  for (const entry of entries) {
    if (entry.itemId === itemId && submitted[entry.evaluatorId]) last.set(entry.evaluatorId, entry);
  }
  return [...last.values()];
}

/** Whether the best and the worst of what evaluators said are too far apart for a mean to stand for both. */
export function areFarApart(assessments: readonly Pick<Assessment, "says">[]): boolean {
  const steps = assessments.map(({ says }) => STEP[says]);
  return steps.length > 1 && Math.max(...steps) - Math.min(...steps) >= FAR_APART;
}

/** Whether the log contradicts what people saw. Where it has found nothing yet it contradicts nobody. */
export function contradicts(log: LineStatus, seen: LineStatus): boolean {
  return log !== "not-evaluated" && log !== "exempt" && log !== seen;
}
