import { kindOf } from "./kinds";
import { NEVER, type Timetable } from "./timetable";
import type { Condition } from "./schema";

/** When a condition can hold at the earliest. What must not be is taken not to be. */
export function earliestOf(condition: Condition, times: Timetable): number {
  switch (condition.op) {
    case "all":
      return Math.max(...condition.of.map((part) => earliestOf(part, times)));
    case "any":
      return Math.min(...condition.of.map((part) => earliestOf(part, times)));
    case "not":
      return 0;
    default:
      return kindOf(condition).earliestMs(condition, times);
  }
}

/** The part of a condition that keeps it from ever holding; null where nothing does. */
export function blockedBy(condition: Condition, times: Timetable): Condition | null {
  if (earliestOf(condition, times) !== NEVER) return null;
  if (condition.op !== "all" && condition.op !== "any") return condition;
  const parts = condition.of.flatMap((part) => blockedBy(part, times) ?? []);
  return parts[0] ?? condition;
}
