import { holdsAt, spansOf } from "@/domain/conditions/evaluate";
import type { Plan } from "@/domain/drill/plan";
import type { Lane } from "@/domain/drill/state";
import type { ScoredItem } from "@/domain/scenario/schema";
import { notEvaluated, statusOfShare, type Finding } from "./finding";

/** How the world stands at EndEx: the first band whose condition holds then counts. */
export function outcomeFinding(
  item: Extract<ScoredItem, { kind: "outcome" }>,
  lane: Lane,
  plan: Plan,
  now: { atMs: number; over: boolean },
): Finding {
  if (!now.over) return notEvaluated({ zh: "演练结束时评定。", en: "Judged when the drill ends." });
  for (const band of item.bands) {
    const span = holdsAt(spansOf(band.when, lane, plan), now.atMs);
    if (span) {
      return {
        status: statusOfShare(band.worth),
        share: band.worth,
        why: band.because,
        evidence: span.evidence,
      };
    }
  }
  return {
    status: "missed",
    share: 0,
    why: { zh: "没有达到任何一档结果。", en: "None of the outcomes was reached." },
    evidence: [],
  };
}
