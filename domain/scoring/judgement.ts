import type { Lane, RatingState } from "@/domain/drill/state";
import type { Rating, ScoredItem } from "@/domain/scenario/schema";
import { inLocale } from "@/domain/text";
import { notEvaluated, statusOfShare, type Finding } from "./finding";

/**
 * What a rating is worth. HSEEP's levels are ordered but carry no numbers; equal steps
 * are this project's choice (docs/decisions).
 */
const WORTH: Record<Rating, number> = { P: 1, S: 2 / 3, M: 1 / 3, U: 0 };

/** The mean of the evaluators' last ratings of an item. */
export function judgementFinding(item: Extract<ScoredItem, { kind: "judgement" }>, lane: Lane): Finding {
  const last = new Map<string, RatingState>();
  for (const rating of lane.ratings) {
    if (rating.itemId === item.id) last.set(rating.evaluatorId, rating);
  }
  const given = [...last.values()].flatMap((entry) =>
    entry.rating === null ? [] : [{ ...entry, rating: entry.rating }],
  );
  if (given.length === 0) {
    return notEvaluated({ zh: "等待考评员评定。", en: "Waiting for an evaluator's rating." });
  }
  const share = given.reduce((sum, entry) => sum + WORTH[entry.rating], 0) / given.length;
  const levels = given.map((entry) => entry.rating).join("、");
  const only = given.length === 1 ? given[0] : undefined;
  const anchor = only ? item.anchors[only.rating] : null;
  return {
    status: statusOfShare(share),
    share,
    why: {
      zh: anchor ? `评定 ${levels}：${inLocale(anchor, "zh")}` : `${given.length} 名考评员评定 ${levels}。`,
      en: anchor
        ? `Rated ${levels}: ${inLocale(anchor, "en")}`
        : `Rated ${given.map((entry) => entry.rating).join(", ")} by ${given.length} evaluators.`,
    },
    evidence: given.map((entry) => entry.position),
  };
}
