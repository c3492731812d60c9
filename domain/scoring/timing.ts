import { statusReached } from "@/domain/conditions/evaluate";
import { tierFor, type Plan } from "@/domain/drill/plan";
import type { Lane } from "@/domain/drill/state";
import type { ScoredItem } from "@/domain/scenario/schema";
import { duration } from "./words";
import type { Finding } from "./finding";

/**
 * The share of the points an interval earns: all of them up to `fullMs`, none from
 * `limitMs`, a straight line between. The line is this project's own (docs/decisions):
 * HSEEP rates tasks and prescribes no arithmetic.
 *
 * @returns 0 to 1, unrounded.
 * @throws {RangeError} unless 0 <= fullMs < limitMs.
 */
export function timelinessShare(tookMs: number, tier: { fullMs: number; limitMs: number }): number {
  if (tier.fullMs < 0 || tier.limitMs <= tier.fullMs) {
    throw new RangeError(`Bad standard: ${tier.fullMs} ms to ${tier.limitMs} ms`);
  }
  return Math.min(1, Math.max(0, (tier.limitMs - tookMs) / (tier.limitMs - tier.fullMs)));
}

/**
 * An interval between two stages of an incident against the policy's tier for its place
 * and its true priority. Drill time, so pauses do not count. A stage that is not reached
 * is missed once the limit has passed or the drill is over, and not evaluated before.
 */
export function timingFinding(
  item: Extract<ScoredItem, { kind: "timing" }>,
  lane: Lane,
  plan: Plan,
  now: { atMs: number; over: boolean },
): Finding {
  const standard = plan.standards.get(item.standardId);
  const incident = plan.incidents.get(item.incidentId);
  const tier =
    standard && incident
      ? tierFor(standard, { atlas: plan.atlas, placeId: incident.placeId }, incident.priority)
      : null;
  if (!standard || !incident || !tier) {
    return {
      status: "not-evaluated",
      share: 0,
      why: {
        zh: "现行时限标准没有适用于此地点的一档。",
        en: "The standard has no tier for this place.",
      },
      evidence: [],
    };
  }
  const from = statusReached(lane, item.incidentId, standard.from);
  const to = statusReached(lane, item.incidentId, standard.to);
  if (!from) {
    return {
      status: "not-evaluated",
      share: 0,
      why: { zh: "该警情尚未到达计时起点。", en: "The stage the clock starts at was not reached." },
      evidence: [],
    };
  }
  const limit = { zh: duration(tier.fullMs).zh, en: duration(tier.fullMs).en };
  if (!to) {
    const waitedMs = now.atMs - from.atMs;
    if (!now.over && waitedMs < tier.limitMs) {
      return {
        status: "not-evaluated",
        share: 0,
        why: { zh: `计时中，标准 ${limit.zh}。`, en: `Running; the standard is ${limit.en}.` },
        evidence: [from.position],
      };
    }
    return {
      status: "missed",
      share: 0,
      why: { zh: `未完成，标准 ${limit.zh}。`, en: `Not done; the standard is ${limit.en}.` },
      evidence: [from.position],
    };
  }
  const tookMs = Math.max(0, to.atMs - from.atMs);
  const share = timelinessShare(tookMs, tier);
  const took = duration(tookMs);
  return {
    status: share === 1 ? "met" : share === 0 ? "missed" : "partly",
    share,
    why: { zh: `用时 ${took.zh}，标准 ${limit.zh}。`, en: `Took ${took.en}; the standard is ${limit.en}.` },
    evidence: [from.position, to.position],
  };
}
