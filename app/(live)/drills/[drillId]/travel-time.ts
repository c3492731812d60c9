import { metresBetween } from "@/domain/ground/atlas";
import { pointAlong, routeBetween } from "@/domain/ground/routing";
import type { FeatureOf, Ground, GroundFeature, LonLat, Vehicle } from "@/domain/ground/schema";
import type { SideSetting, UnitSeen } from "@/domain/view/schema";

/**
 * A ground to route on, made from what a side is given of it: junctions are not sent, because every road
 * names its two and begins and ends in them.
 */
export function routableGround(seen: SideSetting["ground"]): Ground {
  const junctions = new Map<string, FeatureOf<"junction">>();
  for (const feature of seen.features) {
    if (!isKind(feature, "road")) continue;
    const line = feature.geometry.coordinates;
    for (const [id, at] of [
      [feature.properties.from, line[0]],
      [feature.properties.to, line.at(-1)],
    ] as const) {
      if (!at || junctions.has(id)) continue;
      junctions.set(id, {
        type: "Feature",
        geometry: { type: "Point", coordinates: at },
        properties: { kind: "junction", id },
      });
    }
  }
  return {
    type: "FeatureCollection",
    id: "seen",
    name: seen.name,
    features: [...seen.features, ...junctions.values()],
  };
}

/** The junction at the door of a place or station; null when the ground has no such place. */
export function doorOf(ground: Ground, placeId: string): string | null {
  for (const feature of ground.features) {
    if ((isKind(feature, "place") || isKind(feature, "station")) && feature.properties.id === placeId) {
      return feature.properties.junction;
    }
  }
  return null;
}

/** Where a unit is at a drill time in ms; null when that is not known. */
export function unitPosition(unit: UnitSeen, nowMs: number): LonLat | null {
  if (!unit.leg) return unit.at;
  const { path, departsAtMs, arrivesAtMs } = unit.leg;
  return pointAlong(path, (nowMs - departsAtMs) / Math.max(1, arrivesAtMs - departsAtMs));
}

/**
 * An estimate of how long a vehicle takes from a point to a junction, in ms of drill time, in free flow; null
 * when it cannot get there. The server's own reckoning, which knows the traffic, is what counts.
 */
export function travelMs(ground: Ground, vehicle: Vehicle, from: LonLat, toJunction: string): number | null {
  const start = nearestJunction(ground, from);
  return start === null ? null : (routeBetween(ground, vehicle, start, toJunction)?.durationMs ?? null);
}

function nearestJunction(ground: Ground, at: LonLat): string | null {
  let nearest: { id: string; metres: number } | null = null;
  for (const feature of ground.features) {
    if (!isKind(feature, "junction")) continue;
    const metres = metresBetween(at, feature.geometry.coordinates);
    if (!nearest || metres < nearest.metres) nearest = { id: feature.properties.id, metres };
  }
  return nearest?.id ?? null;
}

function isKind<K extends GroundFeature["properties"]["kind"]>(
  feature: GroundFeature,
  kind: K,
): feature is FeatureOf<K> {
  return feature.properties.kind === kind;
}
