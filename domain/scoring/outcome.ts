import type { Condition } from "@/domain/conditions/schema";
import { holdsAt } from "@/domain/conditions/spans";
import { spansOf } from "@/domain/conditions/evaluate";
import type { Plan } from "@/domain/drill/plan";
import type { Lane } from "@/domain/drill/state";
import type { ScoredItem } from "@/domain/scenario/schema";
import { leavesOf } from "@/domain/conditions/schema";
import { certainly, occasionMissing, type Judged } from "./absence";
import { neverHappened, notEvaluated, statusOfShare, type Finding, type Now } from "./finding";

/** How the world stands at EndEx: the first band whose condition holds then counts. */
export function outcomeFinding(
  item: Extract<ScoredItem, { kind: "outcome" }>,
  lane: Lane,
  plan: Plan,
  now: Now,
): Finding {
  if (!now.over) return notEvaluated({ zh: "演练结束时评定。", en: "Judged when the drill ends." });
  const judged: Judged = { lane, plan, side: item.side, atMs: now.atMs };
  const missing = occasionMissing(
    item.bands.map(({ when }) => when),
    item.objectiveId,
    judged,
  );
  if (missing) return neverHappened(missing.evidence);
  const atEnd = now.endedAt === null ? [] : [now.endedAt];
  for (const band of item.bands) {
    // A better outcome that hangs on what control held back can be neither given nor denied.
    if (certainly(band.when, judged) === null) return neverHappened([]);
    const span = holdsAt(spansOf(band.when, lane, plan), now.atMs);
    if (span) {
      return {
        status: statusOfShare(band.worth),
        share: band.worth,
        why: band.because,
        evidence:
          span.evidence.length > 0
            ? [...changesOfGauges(band.when, lane, now.atMs), ...span.evidence]
            : atEnd,
      };
    }
  }
  return {
    status: "missed",
    share: 0,
    why: { zh: "没有达到任何一档结果。", en: "None of the outcomes was reached." },
    evidence: atEnd,
  };
}

/**
 * Where the gauges that a condition reads were last changed: a gauge that stood high from the beginning is no event,
 * but what it was worth in the end hangs on each change, and not on whatever else the condition asks for alone.
 */
function changesOfGauges(when: Condition, lane: Lane, atMs: number): number[] {
  return leavesOf(when).flatMap((leaf) => {
    if (leaf.op !== "gauge") return [];
    const last = (lane.gauges[leaf.gaugeId] ?? []).findLast((segment) => segment.atMs <= atMs);
    return last && last.position > 0 ? [last.position] : [];
  });
}
