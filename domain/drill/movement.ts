import { junctionOf } from "@/domain/ground/atlas";
import { pointAlong, restOfLine, routeBetween, type Route } from "@/domain/ground/routing";
import type { LonLat, Vehicle } from "@/domain/ground/schema";
import { planOf } from "./plan";
import type { DrillEvent } from "./schema";
import type { Drill, Lane, Leg, UnitState } from "./state";

type TurningPoint = { junctionId: string; afterMs: number; path: LonLat[] };

/** Where somebody can turn: at their junction, or, on the move, at the next one. */
export function turningPoint(
  { junctionId, leg }: { junctionId: string; leg: Leg | null },
  atMs: number,
): TurningPoint {
  if (!leg) return { junctionId, afterMs: 0, path: [] };
  const next = leg.via.find((stop) => stop.atMs >= atMs) ?? leg.via.at(-1);
  if (!next) return { junctionId: leg.toJunctionId, afterMs: 0, path: [] };
  const total = Math.max(1, leg.arrivesAtMs - leg.departsAtMs);
  const here = restOfLine(leg.path, (atMs - leg.departsAtMs) / total);
  const there = restOfLine(leg.path, (next.atMs - leg.departsAtMs) / total);
  return {
    junctionId: next.junctionId,
    afterMs: Math.max(0, next.atMs - atMs),
    path: here.slice(0, Math.max(1, here.length - there.length + 1)),
  };
}

/** The way a unit would take to a place from where it is now; null when it cannot get there. */
export function routeForUnit(
  drill: Drill,
  lane: Lane,
  unitId: string,
  toPlaceId: string,
  atMs: number,
): Route | null {
  const plan = planOf(drill.setup);
  const unit = plan.units.get(unitId);
  const state = lane.units[unitId];
  const to = junctionOf(plan.atlas, toPlaceId);
  if (!unit || !state || to === null) return null;
  return routeFrom(drill, lane, unit.vehicle, turningPoint(state, atMs), to);
}

/** The quickest way from where somebody can turn to a junction, as the roads are now. */
export function routeFrom(
  drill: Drill,
  lane: Lane,
  vehicle: Vehicle,
  start: TurningPoint,
  toJunctionId: string,
): Route | null {
  const route = routeBetween(drill.setup.ground, vehicle, start.junctionId, toJunctionId, lane.congestion);
  if (!route) return null;
  return {
    path: [...start.path, ...route.path],
    via: route.via.map((stop) => ({ ...stop, afterMs: stop.afterMs + start.afterMs })),
    lengthM: route.lengthM,
    durationMs: route.durationMs + start.afterMs,
  };
}

/** Where a unit is at a drill time: at its junction, or on its way. */
export function unitPosition(drill: Drill, unit: UnitState, atMs: number): LonLat | null {
  if (!unit.leg) return planOf(drill.setup).atlas.junctions.get(unit.junctionId) ?? null;
  const { path, departsAtMs, arrivesAtMs } = unit.leg;
  return pointAlong(path, (atMs - departsAtMs) / Math.max(1, arrivesAtMs - departsAtMs));
}

/** The event that a unit is on its way: to an incident, to some other place, or, with neither, home. */
export function unitSent(
  unitId: string,
  to: { incidentId: string | null; placeId: string | null },
  route: Route,
  atMs: number,
): DrillEvent {
  return { type: "UnitSent", unitId, ...to, ...legOf(route, atMs) };
}

/** The way of a crew that was seen to leave, where no road is known to lead: it is on it until it is seen to arrive. */
export function routeSeen(drill: Drill, toPlaceId: string): Route | null {
  const { atlas } = planOf(drill.setup);
  const junctionId = junctionOf(atlas, toPlaceId);
  const at = junctionId === null ? undefined : atlas.junctions.get(junctionId);
  if (junctionId === null || !at) return null;
  return { path: [at], via: [{ junctionId, afterMs: 0 }], lengthM: 0, durationMs: 0 };
}

/** A route begun at a drill time. */
export function legOf(route: Route, atMs: number): Omit<Leg, "awaitsRecord"> {
  return {
    toJunctionId: route.via.at(-1)?.junctionId ?? "",
    path: route.path,
    via: route.via.map((stop) => ({ junctionId: stop.junctionId, atMs: atMs + stop.afterMs })),
    lengthM: route.lengthM,
    departsAtMs: atMs,
    arrivesAtMs: atMs + route.durationMs,
  };
}
