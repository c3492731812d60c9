import type { Assessment, LineStatus } from "./terms";

/** From best to worst, in the steps in which evaluators count. */
const STEP = { P: 0, S: 1, M: 2, U: 3, met: 0, partly: 1, missed: 2 } as const;

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
