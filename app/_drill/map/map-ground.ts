import type * as Leaflet from "leaflet";
import type { FeatureOf, GroundFeature, LonLat } from "@/domain/ground/schema";
import { placeLabels, type Box, type Label } from "./map-layout";
import { markerAt, toLatLng, toLatLngs, written } from "./map-leaflet";

/** How near one is: 0 the whole ground, 1 a district, 2 a street. */
export type Nearness = 0 | 1 | 2;

/** What lies below everything: drawn once, but for its names, which make way for what stands on it. */
export type MapGround = {
  /** Draws land, zones, roads, places, stations and cameras; the bounds of it all, null where there is nothing. */
  draw: (
    features: readonly GroundFeature[],
    nameOf: (text: { zh: string; en: string }) => string,
  ) => Leaflet.LatLngBounds | null;
  /** Where its symbols are now, in layer pixels. */
  symbolBoxes: () => Box[];
  /** Writes names inside of the view where nothing else stands. */
  writeNames: (near: Nearness, boxes: readonly Box[], view: Box) => void;
  /** Marks a place as the one picked; null for none. */
  showPicked: (placeId: string | null) => void;
  /** Makes buttons of the places, or pictures. */
  offerPlaces: (pickable: boolean) => void;
};

/** A name on the ground, written where the layout finds room for it. */
type GroundName = {
  label: Omit<Label, "x" | "y" | "area">;
  at: LonLat;
  /** What it is the name of, where that is an area. */
  area?: Leaflet.LatLngBounds;
  element: HTMLElement;
  /** How near one has to be for it: 0 always, 1 from a district, 2 from a street. */
  from: 0 | 1 | 2;
  /** How near one may be at most. */
  upTo: 1 | 2;
};

export function openGround(
  L: typeof Leaflet,
  map: Leaflet.Map,
  {
    styles,
    ruler,
    onPlace,
  }: {
    styles: Readonly<Record<string, string | undefined>>;
    ruler: (text: string, weight: number, size: number) => number;
    onPlace: (id: string) => void;
  },
): MapGround {
  const placeMarkers = new Map<string, HTMLElement>();
  const symbols: { at: LonLat; size: number }[] = [];
  const names: GroundName[] = [];

  return {
    draw,
    symbolBoxes,
    writeNames,
    showPicked,
    offerPlaces: (pickable) => {
      for (const [id, element] of placeMarkers) offerPlace(id, element, pickable);
    },
  };

  function draw(
    features: readonly GroundFeature[],
    nameOf: (text: { zh: string; en: string }) => string,
  ): Leaflet.LatLngBounds | null {
    const ofKind = <K extends GroundFeature["properties"]["kind"]>(kind: K) =>
      features.filter((f): f is FeatureOf<K> => f.properties.kind === kind);

    const lands = ofKind("land").map((land) =>
      L.polygon(land.geometry.coordinates.map(toLatLngs), {
        className: styles.land,
        interactive: false,
      }).addTo(map),
    );
    const zones: { area: Leaflet.LatLngBounds; name: string; level: "major" | "minor" }[] = [];
    for (const level of ["grid", "minor", "major"] as const) {
      for (const zone of ofKind("zone").filter((z) => z.properties.level === level)) {
        const polygon = L.polygon(zone.geometry.coordinates.map(toLatLngs), {
          className: styles[`zone-${level}`],
          interactive: false,
        }).addTo(map);
        if (level !== "grid") {
          zones.push({ area: polygon.getBounds(), name: nameOf(zone.properties.name), level });
        }
      }
    }
    const order = ["water", "path", "lane", "street", "main"] as const;
    for (const kind of order) {
      const roads = ofKind("road").filter((road) => road.properties.class === kind);
      // The casing of all roads of a class lies below all of their surfaces, so that crossings look like crossings.
      for (const road of kind === "water" || kind === "path" ? [] : roads) {
        L.polyline(toLatLngs(road.geometry.coordinates), {
          className: styles[`casing-${kind}`],
          interactive: false,
        }).addTo(map);
      }
      for (const road of roads) {
        L.polyline(toLatLngs(road.geometry.coordinates), {
          className: styles[`road-${kind}`],
          interactive: false,
        }).addTo(map);
      }
    }
    for (const camera of ofKind("camera")) {
      symbol(camera.geometry.coordinates, styles.camera, nameOf(camera.properties.name), 6);
    }
    // In the order in which they get room: stations, then places, then the areas around them.
    for (const station of ofKind("station")) {
      const name = nameOf(station.properties.name);
      const element = symbol(station.geometry.coordinates, styles.station, name, 15, station.properties.id);
      write(element, station.geometry.coordinates, name, styles.stationName, 500, 12, 0);
    }
    for (const place of ofKind("place")) {
      const name = nameOf(place.properties.name);
      const element = symbol(place.geometry.coordinates, styles.place, name, 8, place.properties.id);
      write(element, place.geometry.coordinates, name, styles.placeName, 400, 11, 1);
    }
    for (const { area, name, level } of zones) {
      const { lng, lat } = area.getCenter();
      const at: LonLat = [lng, lat];
      const holder = document.createElement("span");
      const text = written(name, styles[`label-${level}`]);
      holder.append(text);
      markerAt(L, at, holder, styles.bare, -2_000).addTo(map);
      const [weight, size] = level === "major" ? [600, 16] : [400, 13];
      const width = ruler(name, weight, size) + name.length * size * 0.2;
      names.push({
        label: { id: `zone:${names.length}`, kind: "across", width, height: size * 1.4 },
        at,
        area,
        element: text,
        from: level === "major" ? 0 : 2,
        upTo: level === "major" ? 1 : 2,
      });
    }

    const points = [...ofKind("place"), ...ofKind("station")].map((f) => toLatLng(f.geometry.coordinates));
    const roadPoints = ofKind("road")
      .filter((road) => road.properties.class !== "water")
      .flatMap((road) => toLatLngs(road.geometry.coordinates));
    const all = points.length > 0 ? points : roadPoints;
    if (all.length === 0) return null;
    const whole = L.latLngBounds(all);
    // Its coasts belong to it as well, but no shore on which nothing can happen.
    const inhabited = lands
      .map((land) => land.getBounds())
      .filter((land) => all.some((point) => land.contains(point)));
    for (const land of inhabited) whole.extend(land);
    return whole.pad(0.02);
  }

  /** A symbol of the ground. With an id it is a place, which can be picked where the screen lets one. */
  function symbol(
    at: LonLat,
    className: string | undefined,
    name: string,
    size: number,
    id?: string,
  ): HTMLElement {
    const holder = document.createElement("span");
    const dot = document.createElement("span");
    dot.className = className ?? "";
    dot.title = name;
    dot.setAttribute("role", "img");
    dot.setAttribute("aria-label", name);
    if (id !== undefined) {
      holder.className = styles.ground ?? "";
      holder.title = name;
      holder.dataset.thing = "";
      holder.addEventListener("click", () => onPlace(id));
      holder.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onPlace(id);
      });
      placeMarkers.set(id, holder);
    }
    holder.append(dot);
    symbols.push({ at, size });
    markerAt(L, at, holder, styles.bare, -1_000).addTo(map);
    return holder;
  }

  /** A place is a button where the screen lets one pick places, and a picture elsewhere. */
  function offerPlace(id: string, holder: HTMLElement, pickable: boolean): void {
    const name = holder.title;
    holder.dataset.thing = pickable ? `place:${id}` : "";
    if (pickable) {
      holder.setAttribute("role", "button");
      holder.setAttribute("aria-label", name);
      holder.setAttribute("aria-pressed", String(holder.classList.contains(styles.picked ?? "picked")));
    } else {
      for (const attribute of ["role", "aria-label", "aria-pressed", "tabindex"])
        holder.removeAttribute(attribute);
    }
  }

  function showPicked(placeId: string | null): void {
    for (const [id, element] of placeMarkers) {
      element.classList.toggle(styles.picked ?? "picked", id === placeId);
      if (element.dataset.thing !== "") element.setAttribute("aria-pressed", String(id === placeId));
    }
  }

  function write(
    holder: HTMLElement,
    at: LonLat,
    name: string,
    className: string | undefined,
    weight: number,
    size: number,
    from: 0 | 1,
  ): void {
    const text = written(name, className);
    text.setAttribute("aria-hidden", "true");
    holder.append(text);
    names.push({
      label: {
        id: `name:${names.length}`,
        kind: "beside",
        width: ruler(name, weight, size),
        height: size * 1.3,
      },
      at,
      element: text,
      from,
      upTo: 2,
    });
  }

  function symbolBoxes(): Box[] {
    return symbols.map(({ at, size }) => {
      const { x, y } = map.latLngToLayerPoint(toLatLng(at));
      return { x: x - size / 2, y: y - size / 2, width: size, height: size };
    });
  }

  function writeNames(near: Nearness, boxes: readonly Box[], view: Box): void {
    const wanted = names.filter(
      ({ from, upTo, element }) =>
        (near >= from && near <= upTo) ||
        element.parentElement?.classList.contains(styles.picked ?? "picked"),
    );
    const placed = placeLabels(
      wanted.map(({ label, at, area }) => ({
        ...label,
        ...pointOf(at),
        ...(area ? { area: boxOf(area) } : {}),
      })),
      [...boxes, ...symbolBoxes()],
      view,
    );
    for (const { label, at, element } of names) {
      const box = placed.get(label.id);
      element.classList.toggle(styles.noRoom ?? "no-room", !box);
      if (!box) continue;
      const { x, y } = pointOf(at);
      element.style.left = `${box.x - x}px`;
      element.style.top = `${box.y - y}px`;
    }
  }

  function boxOf(bounds: Leaflet.LatLngBounds): Box {
    const { x, y } = map.latLngToLayerPoint(bounds.getNorthWest());
    const end = map.latLngToLayerPoint(bounds.getSouthEast());
    return { x, y, width: end.x - x, height: end.y - y };
  }

  function pointOf(at: LonLat): { x: number; y: number } {
    const { x, y } = map.latLngToLayerPoint(toLatLng(at));
    return { x, y };
  }
}
