import type * as Leaflet from "leaflet";
import type { LonLat } from "@/domain/ground/schema";

/** A ground writes longitude first, Leaflet latitude. */
export function toLatLng([lon, lat]: LonLat): [number, number] {
  return [lat, lon];
}

export function toLatLngs(line: readonly LonLat[]): [number, number][] {
  return line.map(toLatLng);
}

/** Markup that stands at a point and moves with the map; what can be pressed is a button inside of it. */
export function markerAt(
  L: typeof Leaflet,
  at: LonLat,
  html: HTMLElement,
  className: string | undefined,
  zIndexOffset: number,
): Leaflet.Marker {
  return L.marker(toLatLng(at), {
    icon: L.divIcon({ html, className, iconSize: [0, 0] }),
    interactive: false,
    keyboard: false,
    zIndexOffset,
  });
}

export function written(text: string, className: string | undefined): HTMLElement {
  const element = document.createElement("span");
  element.className = className ?? "";
  element.textContent = text;
  return element;
}
