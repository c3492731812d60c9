import { kindOf } from "@/domain/conditions/kinds";
import type { Shown } from "@/domain/conditions/log";
import { leavesOf } from "@/domain/conditions/schema";
import type { Condition } from "@/domain/conditions/schema";
import { namingBy, type NameOf } from "@/domain/conditions/words";
import type { LaneTruth } from "@/domain/view/schema";

/**
 * What the log shows of the things a condition asks for: an aid for the evaluator's eye, not a verdict. The
 * verdict is the score card's, which knows order, windows and exemptions.
 */
export function logSays(condition: Condition, lane: LaneTruth, nameOf: NameOf): Shown[] {
  return leavesOf(condition).flatMap((leaf) => kindOf(leaf).shown(leaf, lane, namingBy(nameOf)));
}
