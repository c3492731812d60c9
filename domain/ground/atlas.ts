import type { FeatureOf, Ground, GroundFeature, LonLat } from "./schema";

/** A ground looked up by id. Built once per ground and kept as long as the ground is. */
export type Atlas = {
  ground: Ground;
  zones: ReadonlyMap<string, FeatureOf<"zone">>;
  junctions: ReadonlyMap<string, LonLat>;
  places: ReadonlyMap<string, FeatureOf<"place">>;
  stations: ReadonlyMap<string, FeatureOf<"station">>;
  cameras: ReadonlyMap<string, FeatureOf<"camera">>;
  roads: readonly FeatureOf<"road">[];
};

const atlases = new WeakMap<Ground, Atlas>();

/** The atlas of a ground. */
export function atlasOf(ground: Ground): Atlas {
  const known = atlases.get(ground);
  if (known) return known;
  const atlas: Atlas = {
    ground,
    zones: byId(ground.features, "zone"),
    junctions: new Map(
      [...byId(ground.features, "junction").values()].map((j) => [j.properties.id, j.geometry.coordinates]),
    ),
    places: byId(ground.features, "place"),
    stations: byId(ground.features, "station"),
    cameras: byId(ground.features, "camera"),
    roads: [...byId(ground.features, "road").values()],
  };
  atlases.set(ground, atlas);
  return atlas;
}

/** The junction at the door of a place, station or camera; null when the ground has no such id. */
export function junctionOf(atlas: Atlas, id: string): string | null {
  return (
    atlas.places.get(id)?.properties.junction ??
    atlas.stations.get(id)?.properties.junction ??
    atlas.cameras.get(id)?.properties.junction ??
    null
  );
}

/** The grids, minor and major zone that a place or station lies in, smallest first. */
export function zonesAround(atlas: Atlas, id: string): FeatureOf<"zone">[] {
  const found: FeatureOf<"zone">[] = [];
  let zoneId = atlas.places.get(id)?.properties.grid ?? atlas.stations.get(id)?.properties.grid;
  while (zoneId !== undefined) {
    const zone = atlas.zones.get(zoneId);
    if (!zone || found.includes(zone)) break;
    found.push(zone);
    zoneId = zone.properties.within;
  }
  return found;
}

/** Metres between two coordinates on the sphere (haversine, mean Earth radius 6,371,008.8 m). */
export function metresBetween(a: LonLat, b: LonLat): number {
  const rad = Math.PI / 180;
  const dLat = (b[1] - a[1]) * rad;
  const dLon = (b[0] - a[0]) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)));
}

function byId<K extends GroundFeature["properties"]["kind"]>(
  features: readonly GroundFeature[],
  kind: K,
): Map<string, FeatureOf<K>> {
  const isKind = (f: GroundFeature): f is FeatureOf<K> => f.properties.kind === kind;
  return new Map(features.filter(isKind).map((f) => [f.properties.id, f]));
}
