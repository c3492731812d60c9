import { z } from "zod";
import { statusReached } from "@/domain/conditions/spans";
import { missed, neverHappened, notEvaluated, statusOfShare } from "@/domain/items/finding";
import { item } from "@/domain/items/item";
import { ref } from "@/domain/reference";
import { say } from "@/domain/words/said";

/** An interval between two statuses of an incident against a standard of the policy. */
export const timing = item({
  kind: z.literal("timing"),
  incidentId: ref("incident"),
  standardId: ref("standard"),
})({
  entered: null,
  inLog: ({ standardId, incidentId }) => ({ of: "standard", standardId, incidentId }),
  fresh: ({ first }) => {
    const [incidentId, standardId] = [first("incident"), first("standard")];
    return incidentId === undefined || standardId === undefined
      ? null
      : { kind: "timing", incidentId, standardId };
  },
  /**
   * Measured against the policy's tier for the incident's place and its true priority. Drill time, so pauses do not
   * count. A status that is not reached is missed once the limit has passed or the drill is over, and not evaluated
   * before; nor is one that control took away from the side.
   */
  finding: ({ incidentId, standardId }, { now, world, tierOf, absenceOfMark }) => {
    const tier = tierOf(standardId, incidentId);
    if (!tier) {
      return notEvaluated(say("scores.timing.noTier"));
    }
    const from = statusReached(world, incidentId, tier.from);
    const to = statusReached(world, incidentId, tier.to);
    if (!from) {
      if (!now.over) {
        return notEvaluated(say("scores.timing.notStarted"));
      }
      const absence = absenceOfMark({ mark: "incident", incidentId, status: tier.from });
      return absence?.is === "omitted"
        ? missed(say("scores.timing.startOmitted"), absence.evidence)
        : neverHappened(absence?.evidence ?? []);
    }
    const limit = { lengthMs: tier.fullMs };
    if (!to) {
      const waitedMs = now.atMs - from.atMs;
      if (!now.over && waitedMs < tier.limitMs) {
        return notEvaluated(say("scores.timing.running", { limit }), [from.position]);
      }
      const absence = absenceOfMark({ mark: "incident", incidentId, status: tier.to });
      if (absence?.is === "never") return neverHappened([from.position, ...absence.evidence]);
      return missed(say("scores.timing.notDone", { limit }), [from.position]);
    }
    const tookMs = Math.max(0, to.atMs - from.atMs);
    const share = timelinessShare(tookMs, tier);
    return {
      status: statusOfShare(share),
      share,
      why: say("scores.timing.took", { took: { lengthMs: tookMs }, limit }),
      evidence: [from.position, to.position],
    };
  },
});

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
