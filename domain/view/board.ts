import { junctionOf, zonesAround, type Atlas } from "@/domain/ground/atlas";
import type { IncidentSeen, UnitSeen } from "./schema";
import { isOnDuty } from "@/domain/drill/duty";
import { stageOf } from "@/domain/drill/evolve";
import { isOver } from "@/domain/drill/play";
import { planOf, type Plan } from "@/domain/drill/plan";
import { tierFor } from "@/domain/policy/tier";
import type { Drill, Lane } from "@/domain/drill/state";
import { everywhere } from "@/domain/text";

/** An incident as the responder of its lane sees it. */
export function incidentSeen(drill: Drill, lane: Lane, incidentId: string): IncidentSeen {
  const plan = planOf(drill.setup);
  const incident = lane.incidents[incidentId];
  const placeId = plan.incidents.get(incidentId)?.placeId ?? "";
  const statuses = incident?.statuses.map(({ status, atMs }) => ({ status, atMs })) ?? [];
  const reachedMs = (status: string) => statuses.find((entry) => entry.status === status)?.atMs ?? null;
  return {
    number: incident?.number ?? 0,
    status: incident ? stageOf(incident) : "reported",
    statuses,
    priority: incident?.priority ?? null,
    category: incident?.category ?? "",
    mergedInto: numberOf(lane, incident?.mergedInto),
    place: placeSeen(plan.atlas, placeId),
    units: Object.entries(lane.units)
      .filter(([, unit]) => unit.incidentId === incidentId)
      .map(([id]) => id),
    standards: drill.setup.policy.standards.flatMap((standard) => {
      const fromMs = reachedMs(standard.from);
      // Until it is classified the most urgent tier is shown: better early than late.
      const tier = tierFor(standard, { atlas: plan.atlas, placeId }, incident?.priority ?? 1);
      if (fromMs === null || !tier) return [];
      const doneAtMs = reachedMs(standard.to);
      // Nobody is waited for at a call that was merged, diverted or closed: its time has stopped.
      if (doneAtMs === null && isOver(lane, incidentId)) return [];
      return [
        {
          name: standard.name,
          to: standard.to,
          fromMs,
          fullByMs: fromMs + tier.fullMs,
          limitByMs: fromMs + tier.limitMs,
          doneAtMs,
        },
      ];
    }),
  };
}

/** A crew as its own side sees it. */
export function unitSeen(lane: Lane, plan: Plan, id: string): UnitSeen {
  const unit = lane.units[id];
  const working = lane.actions.find((action) => !action.completed && action.unitIds.includes(id));
  const at = unit ? (plan.atlas.junctions.get(unit.junctionId) ?? null) : null;
  if (!unit) return { id, status: "idle", incident: null, at: null, leg: null, busyUntilMs: null };
  const onScene = unit.visits.at(-1)?.toMs === null;
  return {
    id,
    status: !isOnDuty(plan, lane, id)
      ? "off-duty"
      : unit.leg
        ? unit.incidentId !== null
          ? "en-route"
          : unit.placeId !== null
            ? "moving"
            : "returning"
        : working
          ? "busy"
          : onScene
            ? "on-scene"
            : "idle",
    incident: numberOf(lane, unit.incidentId),
    at,
    leg: unit.leg
      ? { path: unit.leg.path, departsAtMs: unit.leg.departsAtMs, arrivesAtMs: unit.leg.arrivesAtMs }
      : null,
    busyUntilMs: working?.endsAtMs ?? null,
  };
}

/** A place, station or camera as people name it, and where it lies. */
export function placeSeen(atlas: Atlas, id: string): IncidentSeen["place"] {
  const feature = atlas.places.get(id) ?? atlas.stations.get(id) ?? atlas.cameras.get(id);
  const junction = junctionOf(atlas, id);
  const zones = zonesAround(atlas, id);
  return {
    id,
    name: feature?.properties.name ?? everywhere(id),
    at: feature?.geometry.coordinates ?? (junction ? (atlas.junctions.get(junction) ?? null) : null),
    zones: zones.map((zone) => zone.properties.name),
    responseClass: zones[0]?.properties.responseClass ?? null,
  };
}

/** How the people of a lane name an incident; null when it is none of theirs. */
export function numberOf(lane: Lane, incidentId: string | null | undefined): number | null {
  return incidentId == null ? null : (lane.incidents[incidentId]?.number ?? null);
}
