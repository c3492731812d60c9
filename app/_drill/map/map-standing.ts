import type * as Leaflet from "leaflet";
import type { LonLat } from "@/domain/ground/schema";
import type { Gathering } from "./map-layout";
import { markerAt, toLatLng } from "./map-leaflet";
import { lay, type PieceMaker } from "./map-pieces";
import type { Piece } from "./map-stock";

/** A gathering as it stands on the map. Its foot, the point and the line, lies below the blocks of all of them. */
type Drawn = {
  marker: Leaflet.Marker;
  under: Leaflet.Marker;
  block: HTMLElement;
  line: HTMLElement;
  look: string;
  lead: string;
};

/** What stands on the map. */
export type Standing = {
  /** Draws the gatherings that look otherwise than before; the others stay, and so does what has the focus. */
  draw: (
    gatherings: readonly Gathering[],
    pieces: ReadonlyMap<string, Piece>,
    placeOf: (piece: Piece) => LonLat,
  ) => void;
  /** Moves a gathering, named by the thing that it stands for. */
  move: (id: string, at: Leaflet.LatLngTuple) => void;
};

export function openStanding(
  L: typeof Leaflet,
  map: Leaflet.Map,
  bare: string | undefined,
  partsOf: PieceMaker["partsOf"],
): Standing {
  const drawn = new Map<string, Drawn>();

  function move({ marker, under }: Drawn, at: Leaflet.LatLngTuple): void {
    marker.setLatLng(at);
    under.setLatLng(at);
  }

  /** Puts a gathering on the map. */
  function stand(
    gathering: Gathering,
    pieces: ReadonlyMap<string, Piece>,
    at: LonLat,
    rank: number,
  ): Omit<Drawn, "look" | "lead"> {
    const { foot, block, line } = partsOf(gathering, (id) => pieces.get(id)?.draw());
    const zIndexOffset = gathering.open ? 5_000 : Math.round(rank) * 10;
    return {
      marker: markerAt(L, at, block, bare, zIndexOffset).addTo(map),
      under: markerAt(L, at, foot, bare, -500).addTo(map),
      block,
      line,
    };
  }

  return {
    draw(gatherings, pieces, placeOf) {
      const kept = new Set<string>();
      for (const gathering of gatherings) {
        kept.add(gathering.id);
        const piece = pieces.get(gathering.id);
        if (!piece) continue;
        const look = lookOf(gathering, pieces);
        const lead = leadOf(gathering);
        const before = drawn.get(gathering.id);
        if (before?.look === look) {
          move(before, toLatLng(placeOf(piece)));
          if (before.lead !== lead) {
            lay(before, gathering);
            before.lead = lead;
          }
          continue;
        }
        before?.marker.remove();
        before?.under.remove();
        const next = stand(gathering, pieces, placeOf(piece), piece.thing.rank);
        lay(next, gathering);
        drawn.set(gathering.id, { ...next, look, lead });
      }
      for (const [id, { marker, under }] of drawn) {
        if (kept.has(id)) continue;
        marker.remove();
        under.remove();
        drawn.delete(id);
      }
    },
    move(id, at) {
      const there = drawn.get(id);
      if (there) move(there, at);
    },
  };
}

/** Whatever makes a gathering look as it does. */
function lookOf({ open, folds, things }: Gathering, pieces: ReadonlyMap<string, Piece>): string {
  return JSON.stringify([open, folds, things.map(({ id }) => pieces.get(id)?.look ?? id)]);
}

/** Where its block stands, from its point. */
function leadOf({ x, y, box }: Gathering): string {
  return JSON.stringify([Math.round(box.x - x), Math.round(box.y - y), box.width, box.height]);
}
