import type * as Leaflet from "leaflet";
import type { LonLat } from "@/domain/ground/schema";
import type { Nearness } from "./map-ground";
import { placeLabels, type Box, type Label } from "./map-layout";
import { markerAt, toLatLng, written } from "./map-leaflet";

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

/** How a name is written: weight and size of its letters are what its width is measured by. */
type Letters = { className: string | undefined; weight: number; size: number };

/** The names of a ground. What is named first gets room first. */
export type GroundNames = {
  /** Names what stands at a point, beside it. */
  beside: (holder: HTMLElement, at: LonLat, name: string, letters: Letters, from: 0 | 1) => void;
  /** Names an area, across it. */
  across: (area: Leaflet.LatLngBounds, name: string, level: "major" | "minor") => void;
  /** Writes names inside of the view where nothing else stands. */
  write: (near: Nearness, boxes: readonly Box[], view: Box) => void;
};

export function openNames(
  L: typeof Leaflet,
  map: Leaflet.Map,
  styles: Readonly<Record<string, string | undefined>>,
  ruler: (text: string, weight: number, size: number) => number,
): GroundNames {
  const names: GroundName[] = [];
  return {
    beside(holder, at, name, { className, weight, size }, from) {
      const text = written(name, className);
      text.setAttribute("aria-hidden", "true");
      holder.append(text);
      const width = ruler(name, weight, size);
      const label = { id: `name:${names.length}`, kind: "beside" as const, width, height: size * 1.3 };
      names.push({ label, at, element: text, from, upTo: 2 });
    },
    across(area, name, level) {
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
    },
    write(near, boxes, view) {
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
        boxes,
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
    },
  };

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
