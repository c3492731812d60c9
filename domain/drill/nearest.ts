import type { Branch } from "@/domain/conditions/schema";
import { atlasOf, junctionOf, metresBetween } from "@/domain/ground/atlas";
import { lengthOf, pointAlong, restOfLine, routeBetween } from "@/domain/ground/routing";
import type { Ground, LonLat } from "@/domain/ground/schema";
import type { IncidentSeen, SideSetting, SideView, UnitSeen } from "@/domain/view/schema";

/** What arriving then would earn of a standard: all of it, a part, or nothing. */
export type Meets = "full" | "partial" | "none";

/** A crew that could be sent, as far as its own side knows. */
export type NearUnit = {
  id: string;
  branch: Branch;
  /** ms of drill time by road or water, in the traffic the side knows of. */
  travelMs: number;
  /** What it would earn of the arrival standard that runs, if it left now; null when none runs. */
  meets: Meets | null;
};

/**
 * Who could be sent to an incident, the soonest there first: crews that are free (not bound
 * to an incident, not off duty) and have a way there with their vehicle.
 *
 * It knows what the side knows, its setting and its view, so it can be shown to players
 * and used by scripted ones. The engine's own reckoning decides when they arrive.
 *
 * @param nowMs Drill time.
 */
export function nearestUnits(
  setting: SideSetting,
  view: SideView,
  incident: IncidentSeen,
  nowMs: number,
): NearUnit[] {
  return view.units
    .filter(isFree)
    .flatMap((unit): NearUnit[] => {
      const known = setting.units.find((candidate) => candidate.id === unit.id);
      const ms = known ? travelMs(setting, view, unit, incident.place.id, nowMs) : null;
      if (!known || ms === null) return [];
      return [
        {
          id: unit.id,
          branch: known.branch,
          travelMs: ms,
          meets: wouldMeet(incident, nowMs + ms)?.meets ?? null,
        },
      ];
    })
    .sort((a, b) => a.travelMs - b.travelMs);
}

/** Whether a crew can be sent without being taken from anything. */
export function isFree(unit: UnitSeen): boolean {
  return unit.status === "idle" || unit.status === "returning";
}

/**
 * How long a crew would take to a place if it left (or turned) now, in ms of drill time and
 * in the traffic its side knows of; null when it has no way there.
 */
export function travelMs(
  setting: SideSetting,
  { congestion }: Pick<SideView, "congestion">,
  unit: UnitSeen,
  placeId: string,
  nowMs: number,
): number | null {
  const { ground } = setting;
  const door = junctionOf(atlasOf(ground), placeId);
  const vehicle = setting.units.find((candidate) => candidate.id === unit.id)?.vehicle;
  const turn = turningPoint(ground, unit, nowMs);
  if (door === null || vehicle === undefined || !turn) return null;
  const route = routeBetween(ground, vehicle, turn.junctionId, door, congestion ?? 1);
  return route ? route.durationMs + turn.afterMs : null;
}

/**
 * The standard of arrival a crew would have to keep, and what arriving at a drill time would
 * earn of it. Where several run, the one that ends first is the one to keep; null when none runs.
 */
export function wouldMeet(
  incident: IncidentSeen,
  arrivesAtMs: number,
): { standard: IncidentSeen["standards"][number]; meets: Meets } | null {
  const [standard] = incident.standards
    .filter((candidate) => candidate.to === "on-scene" && candidate.doneAtMs === null)
    .sort((a, b) => a.fullByMs - b.fullByMs);
  if (!standard) return null;
  const meets =
    arrivesAtMs <= standard.fullByMs ? "full" : arrivesAtMs <= standard.limitByMs ? "partial" : "none";
  return { standard, meets };
}

/** Where a crew is at a drill time: at its post, or on its way; null when that is not known. */
export function unitPosition(unit: UnitSeen, nowMs: number): LonLat | null {
  return unit.leg ? pointAlong(unit.leg.path, shareOf(unit.leg, nowMs)) : unit.at;
}

/** Where it can turn: where it stands or, on the move, at the next junction on its way. */
function turningPoint(
  ground: Ground,
  unit: UnitSeen,
  nowMs: number,
): { junctionId: string; afterMs: number } | null {
  const { leg } = unit;
  if (!leg) {
    const junctionId = unit.at ? nearestJunction(ground, unit.at) : null;
    return junctionId === null ? null : { junctionId, afterMs: 0 };
  }
  const rest = restOfLine(leg.path, shareOf(leg, nowMs));
  const junctions = junctionsByPoint(ground);
  for (const [i, point] of rest.entries()) {
    const junctionId = junctions.get(point.join());
    if (junctionId === undefined) continue;
    const share = lengthOf(rest.slice(0, i + 1)) / Math.max(1, lengthOf(leg.path));
    return { junctionId, afterMs: Math.round(share * (leg.arrivesAtMs - leg.departsAtMs)) };
  }
  return null;
}

function shareOf({ departsAtMs, arrivesAtMs }: NonNullable<UnitSeen["leg"]>, nowMs: number): number {
  return (nowMs - departsAtMs) / Math.max(1, arrivesAtMs - departsAtMs);
}

const pointsOfGrounds = new WeakMap<Ground, ReadonlyMap<string, string>>();

/** Junction ids by where they are. Ways are made of roads, and roads begin and end in junctions. */
function junctionsByPoint(ground: Ground): ReadonlyMap<string, string> {
  const known = pointsOfGrounds.get(ground);
  if (known) return known;
  const points = new Map([...atlasOf(ground).junctions].map(([id, point]) => [point.join(), id]));
  pointsOfGrounds.set(ground, points);
  return points;
}

function nearestJunction(ground: Ground, at: LonLat): string | null {
  const exact = junctionsByPoint(ground).get(at.join());
  if (exact !== undefined) return exact;
  let best: { id: string; metres: number } | null = null;
  for (const [id, point] of atlasOf(ground).junctions) {
    const metres = metresBetween(point, at);
    if (!best || metres < best.metres) best = { id, metres };
  }
  return best?.id ?? null;
}
