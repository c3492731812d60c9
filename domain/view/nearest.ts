import type { Branch } from "@/domain/conditions/terms";
import { atlasOf, junctionOf, metresBetween } from "@/domain/ground/atlas";
import { lengthOf, pointAlong, restOfLine, routeBetween } from "@/domain/ground/routing";
import type { Ground, LonLat } from "@/domain/ground/schema";
import type { IncidentSeen, SideSetting, SideView, UnitSeen } from "./schema";

/** What arriving then would earn of a standard: all of it, a part, or nothing. */
export type Meets = "full" | "partial" | "none";

/** A crew that could be sent, as far as its own side knows. */
export type NearUnit = {
  id: string;
  branch: Branch;
  /** ms of drill time by road or water, in the traffic the side knows of. */
  travelMs: number;
  /** What it would earn of the arrival standard that holds, if it left now; null when none does. */
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
          meets: wouldMeet(setting, incident, nowMs, ms)?.meets ?? null,
        },
      ];
    })
    .sort((a, b) => a.travelMs - b.travelMs);
}

/** Whether a crew can be sent without being taken from anything. */
export function isFree(unit: UnitSeen): boolean {
  return ["idle", "returning", "moving"].includes(unit.status);
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
 * The standard of arrival a crew would have to keep that left now, and what it would earn of it. Where several
 * hold, the one that ends first is the one to keep; null when none does. One that runs from the dispatch begins
 * when the first crew is sent: before that it is the one this crew would start.
 *
 * @param wayMs How long its way is, in ms of drill time.
 */
export function wouldMeet(
  { standards }: Pick<SideSetting, "standards">,
  incident: IncidentSeen,
  nowMs: number,
  wayMs: number,
): {
  standard: Pick<IncidentSeen["standards"][number], "name" | "fullByMs" | "limitByMs">;
  meets: Meets;
} | null {
  const reached = (status: string) => incident.statuses.some((entry) => entry.status === status);
  const begins =
    reached("dispatched") || reached("on-scene")
      ? []
      : standards
          .filter(({ from, to }) => from === "dispatched" && to === "on-scene")
          .flatMap(({ name, tiers }) => {
            const tier = tiers.find((candidate) => fits(candidate, incident));
            return tier ? [{ name, fullByMs: nowMs + tier.fullMs, limitByMs: nowMs + tier.limitMs }] : [];
          });
  const [standard] = [
    ...incident.standards.filter((candidate) => candidate.to === "on-scene" && candidate.doneAtMs === null),
    ...begins,
  ].sort((a, b) => a.fullByMs - b.fullByMs);
  if (!standard) return null;
  const arrivesAtMs = nowMs + wayMs;
  const meets =
    arrivesAtMs <= standard.fullByMs ? "full" : arrivesAtMs <= standard.limitByMs ? "partial" : "none";
  return { standard, meets };
}

/** Whether a tier is the one for an incident, as the engine chooses it: the most urgent until it is classified. */
function fits(
  { responseClasses, priorities }: SideSetting["standards"][number]["tiers"][number],
  { place, priority }: IncidentSeen,
): boolean {
  return (
    (responseClasses.length === 0 ||
      (place.responseClass !== null && responseClasses.includes(place.responseClass))) &&
    (priorities.length === 0 || priorities.includes(priority ?? 1))
  );
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
