import type * as Leaflet from "leaflet";
import type { LonLat } from "@/domain/ground/schema";
import type { Nearness } from "./map-ground";
import { toLatLng } from "./map-leaflet";

const ZOOM_SNAP = 0.25;

/** An empty map. Where nobody stands before it there is nothing to press, drag or scroll. */
export function openMap(
  L: typeof Leaflet,
  container: HTMLElement,
  { zoomIn, zoomOut }: { zoomIn: string; zoomOut: string },
  untouched: boolean,
): Leaflet.Map {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(container, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: ZOOM_SNAP,
    zoomDelta: 0.75,
    wheelPxPerZoomLevel: 90,
    zoomAnimation: !still,
    fadeAnimation: false,
    markerZoomAnimation: !still,
    inertia: !still,
    ...(untouched
      ? { dragging: false, keyboard: false, scrollWheelZoom: false, doubleClickZoom: false, touchZoom: false }
      : {}),
  });
  if (!untouched) {
    L.control.zoom({ position: "bottomright", zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  }
  return map;
}

/** What of the ground is in sight. Until somebody moves the map it keeps showing the whole ground. */
export type MapView = {
  /** The whole ground from now on is this; it is shown. */
  setHome: (bounds: Leaflet.LatLngBounds | null) => void;
  goHome: () => void;
  /** Shows all of these; the whole ground where there are none. */
  fit: (points: readonly LonLat[]) => void;
  /** Goes close to a point. */
  goTo: (at: LonLat) => void;
  /** Brings a point into sight, without moving when it is in sight already. */
  reveal: (at: LonLat) => void;
  /** The container has another size. @returns whether the map shows what it showed before. */
  resized: () => boolean;
  /** How much there is room to write on the map. */
  nearness: () => Nearness;
  /** Writes down how near one is, for the styles. */
  markZoom: () => void;
};

/** @param onHome Called when the whole ground is shown. */
export function openView(
  L: typeof Leaflet,
  map: Leaflet.Map,
  container: HTMLElement,
  onHome: () => void,
): MapView {
  let home: Leaflet.LatLngBounds | null = null;
  let fitZoom = 13;
  let moved = false;
  for (const sign of ["wheel", "pointerdown", "keydown"] as const) {
    container.addEventListener(
      sign,
      (event) => {
        if (!(event.target instanceof Element && event.target.closest("[data-thing]"))) moved = true;
      },
      { passive: true },
    );
  }

  return {
    setHome(bounds) {
      home = bounds;
      goHome();
    },
    goHome,
    fit(points) {
      if (points.length === 0) {
        goHome();
        return;
      }
      moved = true;
      const bounds = L.latLngBounds(points.map(toLatLng)).pad(0.15);
      map.fitBounds(bounds, { animate: false, maxZoom: fitZoom + 3 });
    },
    goTo(at) {
      moved = true;
      map.setView(toLatLng(at), Math.min(map.getMaxZoom(), fitZoom + 2.5), { animate: false });
    },
    reveal(at) {
      const point = toLatLng(at);
      if (map.getBounds().pad(-0.12).contains(point)) return;
      moved = true;
      map.panTo(point);
    },
    resized() {
      const before = map.getSize();
      map.invalidateSize({ animate: false });
      // A pane that was hidden had no size to fit the ground into.
      if (moved && before.x !== 0 && before.y !== 0) return true;
      goHome();
      return false;
    },
    nearness,
    markZoom,
  };

  function goHome(): void {
    // In a pane that is hidden there is nothing to fit it into; it is done when the pane is shown.
    if (!home || map.getSize().x === 0 || map.getSize().y === 0) return;
    moved = false;
    // The limits of the last size would keep this one from being fitted.
    map.setMinZoom(0);
    map.setMaxZoom(24);
    // To the edge, and not to the next step of the zoom, which may be a fifth smaller.
    map.options.zoomSnap = 0;
    map.fitBounds(home, { animate: false });
    map.options.zoomSnap = ZOOM_SNAP;
    fitZoom = map.getZoom();
    map.setMinZoom(fitZoom - 1);
    map.setMaxZoom(fitZoom + 5);
    markZoom();
    onHome();
  }

  /** From how many metres a pixel covers. */
  function nearness(): Nearness {
    const metres = (156_543 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / 2 ** map.getZoom();
    return metres < 5 ? 2 : metres < 14 ? 1 : 0;
  }

  function markZoom(): void {
    map.getContainer().dataset.near = String(nearness());
  }
}
