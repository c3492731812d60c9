import type * as Leaflet from "leaflet";
import { pointAlong } from "@/domain/ground/routing";
import type { FeatureOf, GroundFeature, LonLat } from "@/domain/ground/schema";
import type { ActorStatus } from "@/domain/conditions/schema";
import type { UnitSeen } from "@/domain/view/schema";

/** A crew on the map. Where it is follows from its leg and the time; nobody sends positions. */
export type MapUnit = {
  id: string;
  /** Call sign. */
  label: string;
  /** What it says on hover. */
  title: string;
  status: UnitSeen["status"];
  at: LonLat | null;
  leg: UnitSeen["leg"];
};

export type MapIncident = {
  number: number;
  title: string;
  priority: 1 | 2 | 3 | null;
  at: LonLat;
  selected: boolean;
  over: boolean;
};

export type MapActor = {
  id: string;
  label: string;
  status: ActorStatus;
  at: LonLat;
  selected: boolean;
};

export type BoardMapPicks = {
  incident?: (number: number) => void;
  unit?: (id: string) => void;
  actor?: (id: string) => void;
  place?: (id: string) => void;
};

/** What the screens may tell the map. */
export type BoardMap = {
  /** Draws the ground: land, zones, roads, places, stations, cameras. Once per ground. */
  drawGround: (
    features: readonly GroundFeature[],
    nameOf: (text: { zh: string; en: string }) => string,
  ) => void;
  /** Shows the whole ground. */
  goHome: () => void;
  /** Brings a point into sight, without moving when it is in sight already. */
  reveal: (at: LonLat) => void;
  /** Marks a place as the one picked; null for none. */
  showPicked: (placeId: string | null) => void;
  setUnits: (units: readonly MapUnit[]) => void;
  setIncidents: (incidents: readonly MapIncident[]) => void;
  setActors: (actors: readonly MapActor[]) => void;
  /** Moves what is on its way to where it is at a drill time, in ms. */
  tick: (drillMs: number) => void;
  isMoving: () => boolean;
  resized: () => void;
  setPicks: (picks: BoardMapPicks) => void;
  remove: () => void;
};

/**
 * The map of a ground, drawn from vectors alone: no tiles, so no request leaves the host.
 *
 * Kept outside React on purpose: crews move many times a second, and none of that should
 * render a page. React hands over what changed; `tick` moves what moves.
 */
export function openBoardMap(
  L: typeof Leaflet,
  container: HTMLElement,
  styles: Readonly<Record<string, string | undefined>>,
  words: { zoomIn: string; zoomOut: string },
): BoardMap {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(container, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: 0.25,
    zoomDelta: 0.75,
    wheelPxPerZoomLevel: 90,
    zoomAnimation: !still,
    fadeAnimation: false,
    markerZoomAnimation: !still,
    inertia: !still,
  });
  L.control
    .zoom({ position: "bottomright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut })
    .addTo(map);
  const legLayer = L.layerGroup().addTo(map);
  const actorLayer = L.layerGroup().addTo(map);
  const unitLayer = L.layerGroup().addTo(map);
  const incidentLayer = L.layerGroup().addTo(map);
  const moving = new Map<string, { marker: Leaflet.Marker; leg: NonNullable<UnitSeen["leg"]> }>();
  const placeMarkers = new Map<string, Leaflet.Marker>();
  let home: Leaflet.LatLngBounds | null = null;
  let fitZoom = 13;
  let unitsDrawn = "";
  /** Whether somebody has moved the map; until then it keeps showing the whole ground. */
  let moved = false;
  let picks: BoardMapPicks = {};
  map.setView([30, 122], 12);
  map.on("zoomend", markZoom);
  for (const sign of ["wheel", "pointerdown", "keydown"] as const) {
    container.addEventListener(sign, () => (moved = true), { passive: true });
  }

  return {
    drawGround,
    goHome,
    reveal,
    showPicked,
    setUnits,
    setIncidents,
    setActors,
    tick,
    isMoving,
    resized,
    setPicks: (next) => {
      picks = next;
    },
    remove: () => map.remove(),
  };

  function drawGround(
    features: readonly GroundFeature[],
    nameOf: (text: { zh: string; en: string }) => string,
  ): void {
    const ofKind = <K extends GroundFeature["properties"]["kind"]>(kind: K) =>
      features.filter((f): f is FeatureOf<K> => f.properties.kind === kind);

    for (const land of ofKind("land")) {
      L.polygon(land.geometry.coordinates.map(toLatLngs), {
        className: styles.land,
        interactive: false,
      }).addTo(map);
    }
    for (const level of ["grid", "minor", "major"] as const) {
      for (const zone of ofKind("zone").filter((z) => z.properties.level === level)) {
        const polygon = L.polygon(zone.geometry.coordinates.map(toLatLngs), {
          className: styles[`zone-${level}`],
          interactive: false,
        }).addTo(map);
        if (level !== "grid") {
          label(polygon.getBounds().getCenter(), nameOf(zone.properties.name), styles[`label-${level}`]);
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
      dot(camera.geometry.coordinates, styles.camera, nameOf(camera.properties.name));
    }
    for (const place of ofKind("place")) {
      const marker = dot(
        place.geometry.coordinates,
        styles.place,
        nameOf(place.properties.name),
        styles.placeName,
      );
      marker.on("click", () => picks.place?.(place.properties.id));
      placeMarkers.set(place.properties.id, marker);
    }
    for (const station of ofKind("station")) {
      const marker = dot(
        station.geometry.coordinates,
        styles.station,
        nameOf(station.properties.name),
        styles.stationName,
      );
      marker.on("click", () => picks.place?.(station.properties.id));
      placeMarkers.set(station.properties.id, marker);
    }

    const points = [...ofKind("place"), ...ofKind("station")].map((f) => toLatLng(f.geometry.coordinates));
    const roadPoints = ofKind("road")
      .filter((road) => road.properties.class !== "water")
      .flatMap((road) => toLatLngs(road.geometry.coordinates));
    const all = points.length > 0 ? points : roadPoints;
    if (all.length > 0) home = L.latLngBounds(all).pad(0.04);
    goHome();
  }

  function goHome(): void {
    if (!home) return;
    moved = false;
    map.fitBounds(home, { animate: false });
    fitZoom = map.getZoom();
    map.setMinZoom(fitZoom - 1);
    map.setMaxZoom(fitZoom + 5);
    markZoom();
  }

  function reveal(at: LonLat): void {
    const point = toLatLng(at);
    if (map.getBounds().pad(-0.12).contains(point)) return;
    moved = true;
    map.panTo(point);
  }

  function showPicked(placeId: string | null): void {
    for (const [id, marker] of placeMarkers) {
      marker.getElement()?.classList.toggle(styles.picked ?? "picked", id === placeId);
    }
  }

  function setUnits(units: readonly MapUnit[]): void {
    // Redrawn only when something but the time has changed.
    const drawing = JSON.stringify(units);
    if (drawing === unitsDrawn) return;
    unitsDrawn = drawing;
    unitLayer.clearLayers();
    legLayer.clearLayers();
    moving.clear();

    const standing = new Map<string, { at: LonLat; units: MapUnit[] }>();
    for (const unit of units) {
      if (unit.leg) {
        L.polyline(toLatLngs(unit.leg.path), {
          className: styles[unit.status === "returning" ? "legBack" : "leg"],
          interactive: false,
        }).addTo(legLayer);
        const marker = chips(unit.leg.path[0] ?? unit.at ?? [0, 0], [unit], true);
        moving.set(unit.id, { marker, leg: unit.leg });
      } else if (unit.at) {
        const key = unit.at.join();
        const group = standing.get(key) ?? { at: unit.at, units: [] };
        group.units.push(unit);
        standing.set(key, group);
      }
    }
    for (const group of standing.values()) chips(group.at, group.units, false);
  }

  function setIncidents(incidents: readonly MapIncident[]): void {
    incidentLayer.clearLayers();
    const sorted = [...incidents].sort((a, b) => Number(a.selected) - Number(b.selected));
    const seenAt = new Map<string, number>();
    for (const incident of sorted) {
      // Two incidents at one door stand side by side.
      const key = incident.at.join();
      const nth = seenAt.get(key) ?? 0;
      seenAt.set(key, nth + 1);
      const pin = document.createElement("span");
      pin.className = [
        styles.pin,
        incident.selected ? styles.pinSelected : "",
        incident.over ? styles.pinOver : "",
      ].join(" ");
      pin.textContent = String(incident.number);
      if (incident.priority !== null) {
        const badge = document.createElement("span");
        badge.className = styles.pinPriority ?? "";
        badge.textContent = `P${incident.priority}`;
        pin.append(badge);
      }
      marker(incident.at, pin, [15 - nth * 34, 38], [30, 38], incident.title, 1_000)
        .on("click", () => picks.incident?.(incident.number))
        .addTo(incidentLayer);
    }
  }

  function setActors(actors: readonly MapActor[]): void {
    actorLayer.clearLayers();
    const seenAt = new Map<string, number>();
    for (const actor of actors) {
      const key = actor.at.join();
      const nth = seenAt.get(key) ?? 0;
      seenAt.set(key, nth + 1);
      const tag = document.createElement("span");
      tag.className = [
        styles.actor,
        styles[`actor-${actor.status}`],
        actor.selected ? styles.actorSelected : "",
      ].join(" ");
      tag.textContent = actor.label;
      marker(actor.at, tag, [-8, 34 - nth * 22], [0, 0], actor.label, 500)
        .on("click", () => picks.actor?.(actor.id))
        .addTo(actorLayer);
    }
  }

  function tick(drillMs: number): void {
    for (const { marker, leg } of moving.values()) {
      const total = Math.max(1, leg.arrivesAtMs - leg.departsAtMs);
      marker.setLatLng(toLatLng(pointAlong(leg.path, (drillMs - leg.departsAtMs) / total)));
    }
  }

  function isMoving(): boolean {
    return moving.size > 0;
  }

  function resized(): void {
    const before = map.getSize();
    map.invalidateSize({ animate: false });
    // A pane that was hidden had no size to fit the ground into.
    if (!moved || before.x === 0 || before.y === 0) goHome();
  }

  /** How much there is room to write on the map, from how many metres a pixel covers. */
  function markZoom(): void {
    const metres = (156_543 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / 2 ** map.getZoom();
    map.getContainer().dataset.near = metres < 5 ? "2" : metres < 14 ? "1" : "0";
  }

  /** A stack of call signs below a point; more than four are counted. */
  function chips(at: LonLat, units: readonly MapUnit[], moves: boolean): Leaflet.Marker {
    const stack = document.createElement("span");
    stack.className = styles.chips ?? "";
    const shown = units.length > 4 ? units.slice(0, 3) : units;
    for (const unit of shown) {
      const chip = document.createElement("span");
      chip.className = [styles.chip, styles[`chip-${unit.status}`]].join(" ");
      chip.textContent = unit.label;
      chip.title = unit.title;
      chip.addEventListener("click", (event) => {
        event.stopPropagation();
        picks.unit?.(unit.id);
      });
      stack.append(chip);
    }
    if (shown.length < units.length) {
      const more = document.createElement("span");
      more.className = styles.more ?? "";
      more.textContent = `+${units.length - shown.length}`;
      more.title = units
        .slice(shown.length)
        .map((unit) => unit.title)
        .join("\n");
      stack.append(more);
    }
    return marker(at, stack, moves ? [0, 9] : [0, -7], [0, 0], "", moves ? 900 : 100).addTo(unitLayer);
  }

  function dot(at: LonLat, className: string | undefined, name: string, nameClass?: string): Leaflet.Marker {
    const dot = document.createElement("span");
    dot.className = className ?? "";
    dot.title = name;
    if (nameClass !== undefined) {
      const text = document.createElement("span");
      text.className = nameClass;
      text.textContent = name;
      dot.append(text);
    }
    return marker(at, dot, [0, 0], [0, 0], "", -1_000).addTo(map);
  }

  function label(at: Leaflet.LatLng, text: string, className: string | undefined): void {
    const label = document.createElement("span");
    label.className = className ?? "";
    label.textContent = text;
    L.marker(at, {
      icon: L.divIcon({ html: label, className: styles.bare, iconSize: [0, 0] }),
      interactive: false,
      keyboard: false,
      zIndexOffset: -2_000,
    }).addTo(map);
  }

  function marker(
    at: LonLat,
    html: HTMLElement,
    anchor: [number, number],
    size: [number, number],
    title: string,
    zIndexOffset: number,
  ): Leaflet.Marker {
    return L.marker(toLatLng(at), {
      icon: L.divIcon({ html, className: styles.bare, iconSize: size, iconAnchor: anchor }),
      // Every marker has its row in a list beside the map; that is where the keyboard goes.
      keyboard: false,
      title,
      zIndexOffset,
    });
  }
}

function toLatLng([lon, lat]: LonLat): [number, number] {
  return [lat, lon];
}

function toLatLngs(line: readonly LonLat[]): [number, number][] {
  return line.map(toLatLng);
}
