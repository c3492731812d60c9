import type * as Leaflet from "leaflet";
import type { FeatureOf, GroundFeature } from "@/domain/ground/schema";
import type { Box } from "./map-layout";
import { toLatLng, toLatLngs } from "./map-leaflet";
import { openNames } from "./map-names";
import { openPlaces } from "./map-places";

/** How near one is: 0 the whole ground, 1 a district, 2 a street. */
export type Nearness = 0 | 1 | 2;

type Styles = Readonly<Record<string, string | undefined>>;
type NameOf = (text: { zh: string; en: string }) => string;

/** What lies below everything: drawn once, but for its names, which make way for what stands on it. */
export type MapGround = {
  /** Draws land, zones, roads, places, stations and cameras; the bounds of it all, null where there is nothing. */
  draw: (features: readonly GroundFeature[], nameOf: NameOf) => Leaflet.LatLngBounds | null;
  /** Where its symbols are now, in layer pixels. */
  symbolBoxes: () => Box[];
  /** Writes names inside of the view where nothing else stands. */
  writeNames: (near: Nearness, boxes: readonly Box[], view: Box) => void;
  /** Marks a place as the one picked; null for none. */
  showPicked: (placeId: string | null) => void;
  /** Makes buttons of the places, or pictures. */
  offerPlaces: (pickable: boolean) => void;
};

export function openGround(
  L: typeof Leaflet,
  map: Leaflet.Map,
  {
    styles,
    ruler,
    onPlace,
  }: {
    styles: Styles;
    ruler: (text: string, weight: number, size: number) => number;
    onPlace: (id: string) => void;
  },
): MapGround {
  const names = openNames(L, map, styles, ruler);
  const places = openPlaces(L, map, styles, onPlace);

  return {
    draw(features, nameOf) {
      const lands = drawLands(L, map, features, styles);
      const zones = drawZones(L, map, features, styles);
      drawRoads(L, map, features, styles);
      drawSymbols(features, nameOf);
      for (const { area, name, level } of zones) names.across(area, nameOf(name), level);
      return wholeOf(L, features, lands);
    },
    symbolBoxes: places.boxes,
    writeNames: (near, boxes, view) => names.write(near, [...boxes, ...places.boxes()], view),
    showPicked: places.showPicked,
    offerPlaces: places.offer,
  };

  /** In the order in which their names get room: stations, then places; the areas around them come last. */
  function drawSymbols(features: readonly GroundFeature[], nameOf: NameOf): void {
    for (const { geometry, properties } of ofKind(features, "camera")) {
      places.symbol(geometry.coordinates, styles.camera, nameOf(properties.name), 6);
    }
    for (const { geometry, properties } of ofKind(features, "station")) {
      const name = nameOf(properties.name);
      const element = places.symbol(geometry.coordinates, styles.station, name, 15, properties.id);
      const letters = { className: styles.stationName, weight: 500, size: 12 };
      names.beside(element, geometry.coordinates, name, letters, 0);
    }
    for (const { geometry, properties } of ofKind(features, "place")) {
      const name = nameOf(properties.name);
      const element = places.symbol(geometry.coordinates, styles.place, name, 8, properties.id);
      const letters = { className: styles.placeName, weight: 400, size: 11 };
      names.beside(element, geometry.coordinates, name, letters, 1);
    }
  }
}

function ofKind<K extends GroundFeature["properties"]["kind"]>(
  features: readonly GroundFeature[],
  kind: K,
): FeatureOf<K>[] {
  return features.filter((f): f is FeatureOf<K> => f.properties.kind === kind);
}

function drawLands(
  L: typeof Leaflet,
  map: Leaflet.Map,
  features: readonly GroundFeature[],
  styles: Styles,
): Leaflet.LatLngBounds[] {
  return ofKind(features, "land").map((land) =>
    L.polygon(land.geometry.coordinates.map(toLatLngs), { className: styles.land, interactive: false })
      .addTo(map)
      .getBounds(),
  );
}

/** Draws the zones, small ones below large ones. @returns those that are named on the map. */
function drawZones(
  L: typeof Leaflet,
  map: Leaflet.Map,
  features: readonly GroundFeature[],
  styles: Styles,
): { area: Leaflet.LatLngBounds; name: { zh: string; en: string }; level: "major" | "minor" }[] {
  return (["grid", "minor", "major"] as const).flatMap((level) =>
    ofKind(features, "zone")
      .filter((zone) => zone.properties.level === level)
      .flatMap((zone) => {
        const polygon = L.polygon(zone.geometry.coordinates.map(toLatLngs), {
          className: styles[`zone-${level}`],
          interactive: false,
        }).addTo(map);
        if (level === "grid") return [];
        return [{ area: polygon.getBounds(), name: zone.properties.name, level }];
      }),
  );
}

function drawRoads(
  L: typeof Leaflet,
  map: Leaflet.Map,
  features: readonly GroundFeature[],
  styles: Styles,
): void {
  for (const kind of ["water", "path", "lane", "street", "main"] as const) {
    const roads = ofKind(features, "road").filter((road) => road.properties.class === kind);
    // The casing of all roads of a class lies below all of their surfaces, so that crossings look like crossings.
    const layers = kind === "water" || kind === "path" ? ["road"] : ["casing", "road"];
    for (const layer of layers) {
      for (const { geometry } of roads) {
        L.polyline(toLatLngs(geometry.coordinates), {
          className: styles[`${layer}-${kind}`],
          interactive: false,
        }).addTo(map);
      }
    }
  }
}

/** The bounds of everything that something can happen at; null where there is nothing. */
function wholeOf(
  L: typeof Leaflet,
  features: readonly GroundFeature[],
  lands: readonly Leaflet.LatLngBounds[],
): Leaflet.LatLngBounds | null {
  const points = [...ofKind(features, "place"), ...ofKind(features, "station")].map((f) =>
    toLatLng(f.geometry.coordinates),
  );
  const roadPoints = ofKind(features, "road")
    .filter((road) => road.properties.class !== "water")
    .flatMap((road) => toLatLngs(road.geometry.coordinates));
  const all = points.length > 0 ? points : roadPoints;
  if (all.length === 0) return null;
  const whole = L.latLngBounds(all);
  // Its coasts belong to it as well, but no shore on which nothing can happen.
  const inhabited = lands.filter((land) => all.some((point) => land.contains(point)));
  for (const land of inhabited) whole.extend(land);
  return whole.pad(0.02);
}
