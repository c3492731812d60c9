import type * as Leaflet from "leaflet";
import type { LonLat } from "@/domain/ground/schema";
import type { Box } from "./map-layout";
import { markerAt, toLatLng } from "./map-leaflet";

/** The symbols of a ground: cameras, stations and places, of which the last two can be picked where a screen lets one. */
export type GroundPlaces = {
  /** Draws a symbol; with an id it is a place. @returns what names can be written beside. */
  symbol: (at: LonLat, className: string | undefined, name: string, size: number, id?: string) => HTMLElement;
  /** Where the symbols are now, in layer pixels. */
  boxes: () => Box[];
  /** Marks a place as the one picked; null for none. */
  showPicked: (placeId: string | null) => void;
  /** Makes buttons of the places, or pictures. */
  offer: (pickable: boolean) => void;
};

export function openPlaces(
  L: typeof Leaflet,
  map: Leaflet.Map,
  styles: Readonly<Record<string, string | undefined>>,
  onPlace: (id: string) => void,
): GroundPlaces {
  const places = new Map<string, HTMLElement>();
  const symbols: { at: LonLat; size: number }[] = [];
  const picked = styles.picked ?? "picked";

  function becomesPlace(holder: HTMLElement, id: string, name: string): void {
    holder.className = styles.ground ?? "";
    holder.title = name;
    holder.dataset.thing = "";
    holder.addEventListener("click", () => onPlace(id));
    holder.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onPlace(id);
    });
    places.set(id, holder);
  }

  return {
    symbol(at, className, name, size, id) {
      const holder = document.createElement("span");
      const dot = document.createElement("span");
      dot.className = className ?? "";
      dot.title = name;
      dot.setAttribute("role", "img");
      dot.setAttribute("aria-label", name);
      if (id !== undefined) becomesPlace(holder, id, name);
      holder.append(dot);
      symbols.push({ at, size });
      markerAt(L, at, holder, styles.bare, -1_000).addTo(map);
      return holder;
    },
    boxes: () =>
      symbols.map(({ at, size }) => {
        const { x, y } = map.latLngToLayerPoint(toLatLng(at));
        return { x: x - size / 2, y: y - size / 2, width: size, height: size };
      }),
    showPicked(placeId) {
      for (const [id, element] of places) {
        element.classList.toggle(picked, id === placeId);
        if (element.dataset.thing !== "") element.setAttribute("aria-pressed", String(id === placeId));
      }
    },
    offer(pickable) {
      for (const [id, holder] of places) {
        holder.dataset.thing = pickable ? `place:${id}` : "";
        if (pickable) {
          holder.setAttribute("role", "button");
          holder.setAttribute("aria-label", holder.title);
          holder.setAttribute("aria-pressed", String(holder.classList.contains(picked)));
        } else {
          for (const attribute of ["role", "aria-label", "aria-pressed", "tabindex"])
            holder.removeAttribute(attribute);
        }
      }
    },
  };
}
