import { statusReached } from "@/domain/conditions/spans";
import { tierFor, type Plan } from "@/domain/drill/plan";
import type { Lane } from "@/domain/drill/state";
import type { ScoredItem } from "@/domain/scenario/schema";
import { absenceOfMark } from "./absence";
import { missed, neverHappened, notEvaluated, type Finding, type Now } from "./finding";
import { durationOnCards } from "@/domain/duration";

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
 * is missed once the limit has passed or the drill is over, and not evaluated before; nor is one that control took
 * away from the side.
 */
export function timingFinding(
  item: Extract<ScoredItem, { kind: "timing" }>,
  lane: Lane,
  plan: Plan,
  now: Now,
): Finding {
  const standard = plan.standards.get(item.standardId);
  const incident = plan.incidents.get(item.incidentId);
  const tier =
    standard && incident
      ? tierFor(standard, { atlas: plan.atlas, placeId: incident.placeId }, incident.priority)
      : null;
  if (!standard || !incident || !tier) {
    return notEvaluated({
      zh: "现行时限标准没有适用于此地点的一档。",
      en: "The standard has no tier for this place.",
    });
  }
  const judged = { lane, plan, side: item.side, atMs: now.atMs };
  const { incidentId } = item;
  const from = statusReached(lane, incidentId, standard.from);
  const to = statusReached(lane, incidentId, standard.to);
  if (!from) {
    if (!now.over) {
      return notEvaluated({
        zh: "该警情尚未到达计时起点。",
        en: "The stage the clock starts at is not reached yet.",
      });
    }
    const absence = absenceOfMark({ mark: "incident", incidentId, status: standard.from }, judged);
    return absence?.is === "omitted"
      ? missed(
          { zh: "应有的前一步没有做到，时限无从起算。", en: "The step that starts the clock was left out." },
          absence.evidence,
        )
      : neverHappened(absence?.evidence ?? []);
  }
  const limit = { zh: durationOnCards(tier.fullMs).zh, en: durationOnCards(tier.fullMs).en };
  if (!to) {
    const waitedMs = now.atMs - from.atMs;
    if (!now.over && waitedMs < tier.limitMs) {
      return notEvaluated({ zh: `计时中，标准 ${limit.zh}。`, en: `Running; the standard is ${limit.en}.` }, [
        from.position,
      ]);
    }
    const absence = absenceOfMark({ mark: "incident", incidentId, status: standard.to }, judged);
    if (absence?.is === "never") return neverHappened([from.position, ...absence.evidence]);
    return missed({ zh: `未完成，标准 ${limit.zh}。`, en: `Not done; the standard is ${limit.en}.` }, [
      from.position,
    ]);
  }
  const tookMs = Math.max(0, to.atMs - from.atMs);
  const share = timelinessShare(tookMs, tier);
  const took = durationOnCards(tookMs);
  return {
    status: share === 1 ? "met" : share === 0 ? "missed" : "partly",
    share,
    why: { zh: `用时 ${took.zh}，标准 ${limit.zh}。`, en: `Took ${took.en}; the standard is ${limit.en}.` },
    evidence: [from.position, to.position],
  };
}
