import { z } from "zod";
import { asList, Share } from "@/domain/conditions/fields";
import { Condition, leavesOf } from "@/domain/conditions/schema";
import { holdsAt } from "@/domain/conditions/spans";
import { missed, neverHappened, notEvaluated, statusOfShare } from "@/domain/items/finding";
import { item } from "@/domain/items/item";
import { spansIn, type Judge } from "@/domain/items/judge";
import { FilledText, UNWRITTEN } from "@/domain/text";
import { say } from "@/domain/words/said";

const Band = z.strictObject({ when: Condition, worth: Share, because: FilledText });

/** How the world stands at EndEx: the first band whose condition holds then counts. */
export const outcome = item({
  kind: z.literal("outcome"),
  bands: asList(z.array(Band).min(1).max(6), ({ first }): z.infer<typeof Band> | null => {
    const incidentId = first("incident");
    return incidentId === undefined
      ? null
      : {
          when: { op: "incident-status", incidentId, reached: "controlled" },
          worth: 0.5,
          because: UNWRITTEN,
        };
  }),
})({
  entered: null,
  inLog: ({ bands }) => ({ of: "conditions", conditions: bands.map(({ when }) => when) }),
  fresh: ({ first }) => {
    const incidentId = first("incident");
    if (incidentId === undefined) return null;
    const when = { op: "incident-status", incidentId, reached: "closed" } as const;
    return { kind: "outcome", bands: [{ when, worth: 1, because: UNWRITTEN }] };
  },
  finding: ({ bands, objectiveId }, judge) => {
    const { now } = judge;
    if (!now.over) return notEvaluated(say("scores.outcome.atEnd"));
    const missing = judge.occasionMissing(
      bands.map(({ when }) => when),
      objectiveId,
    );
    if (missing) return neverHappened(missing.evidence);
    const atEnd = now.endedAt === null ? [] : [now.endedAt];
    for (const band of bands) {
      // A better outcome that hangs on what control held back can be neither given nor denied.
      if (judge.certainly(band.when) === null) return neverHappened([]);
      const span = holdsAt(spansIn(band.when, judge), now.atMs);
      if (span) {
        return {
          status: statusOfShare(band.worth),
          share: band.worth,
          why: say("scores.outcome.reached", { reason: band.because }),
          evidence:
            span.evidence.length > 0 ? [...changesOfGauges(band.when, judge), ...span.evidence] : atEnd,
        };
      }
    }
    return missed(say("scores.outcome.none"), atEnd);
  },
});

/**
 * Where the gauges that a condition reads were last changed: a gauge that stood high from the beginning is no event,
 * but what it was worth in the end hangs on each change, and not on whatever else the condition asks for alone.
 */
function changesOfGauges(when: Condition, { world, now }: Judge): number[] {
  return leavesOf(when).flatMap((leaf) => {
    if (leaf.op !== "gauge") return [];
    const last = (world.gauges[leaf.gaugeId] ?? []).findLast((segment) => segment.atMs <= now.atMs);
    return last && last.position > 0 ? [last.position] : [];
  });
}
