import { leavesOf } from "@/domain/conditions/schema";
import { tierFor } from "@/domain/policy/tier";
import type { Context } from "@/domain/scenario/checks/context";
import { warning, type Finding } from "@/domain/scenario/checks/rule";
import { quickestMs } from "@/domain/scenario/checks/travel";
import type { ScoredItem } from "@/domain/items/schema";
import { say } from "@/domain/words/said";

/** A limit for arriving somewhere that no crew can keep, driving at once and in free flow. */
export const standardUnkeepable = warning((context) =>
  context.scenario.items.flatMap((item, i): Finding[] => {
    const arrival = arrivalOf(item, context);
    if (!arrival) return [];
    const ms = quickestMs(context, context.scenario.forces.units, arrival.placeId);
    if (ms === null || ms === undefined || ms <= arrival.limitMs) return [];
    const said = say("checks.standard-unkeepable", {
      quickest: { lengthMs: ms },
      limit: { lengthMs: arrival.limitMs },
    });
    return [{ path: ["items", i], said }];
  }),
);

/** Where an item wants a crew to be, and how long it gives for full marks; null where it is about something else. */
function arrivalOf(item: ScoredItem, { scenario, standards, atlas }: Context) {
  const placeOf = (incidentId: string) => scenario.incidents.find(({ id }) => id === incidentId);
  if (item.kind === "timing") {
    const incident = placeOf(item.incidentId);
    const standard = standards?.find(({ id }) => id === item.standardId);
    if (!incident || !standard || !atlas || standard.to !== "on-scene") return null;
    const tier = tierFor(standard, { atlas, placeId: incident.placeId }, incident.priority);
    return tier && { placeId: incident.placeId, limitMs: tier.fullMs };
  }
  if (item.kind !== "procedure" || item.rule !== "mandatory" || !item.condition || !item.within) return null;
  const [leaf, ...others] = leavesOf(item.condition);
  const { after, ms } = item.within;
  // Where a crew may already be on its way when the time starts, nothing follows.
  const startsWithCall = after.mark === "incident" && ["reported", "accepted"].includes(after.status);
  if (!startsWithCall || others.length > 0 || leaf?.op !== "unit-on-scene") return null;
  const incident = placeOf(leaf.incidentId);
  return incident && after.incidentId === leaf.incidentId ? { placeId: incident.placeId, limitMs: ms } : null;
}
