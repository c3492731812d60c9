import type * as Leaflet from "leaflet";
import type { GroundFeature, LonLat } from "@/domain/ground/schema";
import type { ActorStatus, Branch } from "@/domain/conditions/terms";
import type { ActorSeen, UnitSeen } from "@/domain/view/schema";
import { openGround } from "./map-ground";
import { openKeys } from "./map-keys";
import { arrange, pointBox, type Box, type Thing } from "./map-layout";
import { toLatLng, toLatLngs } from "./map-leaflet";
import { pieceMaker } from "./map-pieces";
import { openStanding } from "./map-standing";
import { piecesOf, whereIs, type Piece, type Stock } from "./map-stock";
import { textRuler } from "./map-symbols";
import { openMap, openView } from "./map-view";

/** A crew on the map. Where it is follows from its leg and the time; nobody sends positions. */
export type MapUnit = {
  id: string;
  /** Call sign. */
  label: string;
  /** What it says on hover. */
  title: string;
  status: UnitSeen["status"];
  /** Gives it its shape; left out where it is not known. */
  branch?: Branch;
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
  /** Whether crews can be dropped on it. */
  takesUnits?: boolean;
};

export type MapActor = {
  id: string;
  label: string;
  status: ActorStatus;
  at: LonLat;
  /** Its way, where the side knows it. */
  leg?: ActorSeen["leg"];
  selected: boolean;
};

export type BoardMapPicks = {
  incident?: (number: number) => void;
  unit?: (id: string) => void;
  actor?: (id: string) => void;
  place?: (id: string) => void;
  /** A crew was taken by the pointer, to be dropped on an incident. */
  takeUnit?: (id: string, event: PointerEvent) => void;
};

/** A layer of pictures below the ground, where the house has configured one. */
export type MapTiles = { url: string; attribution: string };

/** What the map says of what it shows. */
export type MapWords = {
  zoomIn: string;
  zoomOut: string;
  unit: (title: string, status: UnitSeen["status"]) => string;
  actor: (label: string, status: ActorStatus) => string;
  /** How many there are, on the button that shows them. */
  count: (kind: Thing["kind"], count: number) => string;
  fold: string;
};

/** What the screens may tell the map. */
export type BoardMap = {
  /** Lays pictures below everything else. Once, where the house has some. */
  layTiles: (tiles: MapTiles) => void;
  /** Draws the ground: land, zones, roads, places, stations, cameras. Once per ground. */
  drawGround: (
    features: readonly GroundFeature[],
    nameOf: (text: { zh: string; en: string }) => string,
  ) => void;
  /** Shows the whole ground. */
  goHome: () => void;
  /** Shows everything that is on the ground. */
  fitThings: () => void;
  /** Goes close to what is selected. */
  fitSelected: () => void;
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

/** How far something has to move on screen before room is looked for anew, in pixels. */
const RESETTLE = 5;

/**
 * The map of a ground, drawn from vectors: where no layer of tiles is configured, no request leaves the host.
 *
 * Kept outside React on purpose: crews move many times a second, and none of that should
 * render a page. React hands over what changed; `tick` moves what moves.
 */
export function openBoardMap(
  L: typeof Leaflet,
  container: HTMLElement,
  styles: Readonly<Record<string, string | undefined>>,
  words: MapWords,
  /** Shown to people who cannot touch it. */
  untouched = false,
): BoardMap {
  const map = openMap(L, container, words, untouched);
  const legs = L.layerGroup().addTo(map);
  const ruler = textRuler(container);
  let picks: BoardMapPicks = {};
  const ground = openGround(L, map, { styles, ruler, onPlace: (id) => picks.place?.(id) });
  const keys = openKeys(container, () => things.fold());
  const maker = pieceMaker(L, {
    styles,
    words,
    untouched,
    picks: () => picks,
    onMore: (id) => {
      things.unfold(id);
      keys.focusOn(`fold:${id}`, true);
    },
    onFold: () => things.fold(),
  });
  const view = openView(L, map, container, () => things.settle());
  const things = openThings(map, {
    standing: openStanding(L, map, styles.bare, maker.partsOf),
    symbols: ground.symbolBoxes,
    controls: () => (untouched ? [] : controlBoxes(map, container)),
    writeNames: (boxes, within) => ground.writeNames(view.nearness(), boxes, within),
    redraw: (draw) => keepingFocus(container, keys, draw),
  });
  let stock: Stock = { incidents: [], units: [], actors: [] };
  /** Takes stock of what is on the ground, and settles it. */
  function restock(news: Partial<Stock>): void {
    stock = { ...stock, ...news };
    things.restock(piecesOf(stock, maker, ruler));
  }
  map.setView([30, 122], 12);
  map.on("zoomend", () => {
    view.markZoom();
    things.rescaled();
  });
  map.on("moveend", () => things.settle());
  map.on("click", () => void things.fold());

  return {
    layTiles: (tiles) => layTiles(L, map, container, tiles),
    drawGround: (features, nameOf) => view.setHome(ground.draw(features, nameOf)),
    goHome: view.goHome,
    fitThings: () => view.fit(things.places()),
    fitSelected: () => {
      const isSelected = ({ selected }: { selected: boolean }) => selected;
      const chosen = stock.incidents.find(isSelected) ?? stock.actors.find(isSelected);
      if (chosen) view.goTo(chosen.at);
    },
    reveal: view.reveal,
    showPicked: (placeId) => {
      ground.showPicked(placeId);
      things.settleNames();
    },
    setUnits: (units) => {
      if (JSON.stringify(units) === JSON.stringify(stock.units)) return;
      drawLegs(L, legs, { ...stock, units }, styles);
      restock({ units });
    },
    setIncidents: (incidents) => restock({ incidents }),
    setActors: (actors) => {
      drawLegs(L, legs, { ...stock, actors }, styles);
      restock({ actors });
    },
    tick: things.tick,
    isMoving: things.isMoving,
    resized: () => {
      if (view.resized()) things.settle();
    },
    setPicks: (next) => {
      picks = next;
      ground.offerPlaces(picks.place !== undefined);
      keys.again();
    },
    remove: () => map.remove(),
  };
}

/** What stands on the ground, moves on it and finds its room there. */
type Things = {
  restock: (pieces: ReadonlyMap<string, Piece>) => void;
  tick: (drillMs: number) => void;
  isMoving: () => boolean;
  /** Where everything is now. */
  places: () => LonLat[];
  /** Finds everything its room, and draws what has changed. */
  settle: () => void;
  /** The same at another scale, where all places to stand are other ones. */
  rescaled: () => void;
  /** Writes the names of the ground where nothing else stands. */
  settleNames: () => void;
  /** Opens a gathering, named by a thing in it. */
  unfold: (id: string) => void;
  /** Closes what is open. @returns what was; null when nothing was. */
  fold: () => string | null;
};

function openThings(
  map: Leaflet.Map,
  {
    standing,
    symbols,
    controls,
    writeNames,
    redraw,
  }: {
    standing: ReturnType<typeof openStanding>;
    /** What stands on the ground itself, and over the map. */
    symbols: () => Box[];
    controls: () => Box[];
    writeNames: (taken: Box[], within: Box) => void;
    /** Draws, so that whoever is at a marker stays there. */
    redraw: (draw: () => void) => void;
  },
): Things {
  let pieces: ReadonlyMap<string, Piece> = new Map();
  let drillMs = 0;
  /** Which gathering is opened, by a thing in it. */
  let opened: string | null = null;
  /** Where things were when room was last looked for. */
  let settledAt = new Map<string, Leaflet.Point>();
  let slots = new Map<string, number>();
  /** What names have to leave free. */
  let taken: Box[] = [];
  const placeOf = (piece: Piece) => whereIs(piece, drillMs);

  function settle(): void {
    const { x: width, y: height } = map.getSize();
    if (width === 0 || height === 0) return;
    const points = new Map(
      [...pieces].map(([id, piece]) => [id, map.latLngToLayerPoint(toLatLng(placeOf(piece)))] as const),
    );
    const all = [...pieces].map(([id, { thing }]): Thing => {
      const { x, y } = points.get(id) ?? { x: 0, y: 0 };
      return { ...thing, x, y };
    });
    const gatherings = arrange(all, {
      opened,
      before: slots,
      symbols: symbols(),
      view: viewBox(map),
      controls: controls(),
    });
    settledAt = points;
    slots = new Map(gatherings.map(({ id, slot }) => [id, slot]));
    redraw(() => standing.draw(gatherings, pieces, placeOf));
    taken = gatherings.flatMap((one) => [one.box, pointBox(one)]);
    settleNames();
  }

  function settleNames(): void {
    writeNames([...taken, ...controls()], viewBox(map));
  }

  return {
    restock(next) {
      pieces = next;
      settle();
    },
    tick(nowMs) {
      drillMs = nowMs;
      let unsettled = false;
      for (const [id, piece] of pieces) {
        if (!piece.leg) continue;
        const at = toLatLng(placeOf(piece));
        standing.move(id, at);
        const before = settledAt.get(id);
        if (!before || map.latLngToLayerPoint(at).distanceTo(before) > RESETTLE) unsettled = true;
      }
      if (unsettled) settle();
    },
    isMoving: () => [...pieces.values()].some(({ leg }) => leg !== null),
    places: () => [...pieces.values()].map(placeOf),
    settle,
    rescaled() {
      slots = new Map();
      settle();
    },
    settleNames,
    unfold(id) {
      opened = id;
      settle();
    },
    fold() {
      const folded = opened;
      opened = null;
      if (folded !== null) settle();
      return folded;
    },
  };
}

/** What was drawn anew has lost the focus: it is given back. */
function keepingFocus(container: HTMLElement, keys: ReturnType<typeof openKeys>, draw: () => void): void {
  const active = document.activeElement;
  const focused =
    active instanceof HTMLElement && container.contains(active) ? active.dataset.thing : undefined;
  draw();
  if (focused === undefined) {
    keys.again();
    return;
  }
  keys.rove(focused);
  if (!container.contains(active)) keys.focusOn(focused);
}

/** The ways of all that is on its way. */
function drawLegs(
  L: typeof Leaflet,
  layer: Leaflet.LayerGroup,
  { units, actors }: Stock,
  styles: Readonly<Record<string, string | undefined>>,
): void {
  layer.clearLayers();
  const ways = [
    ...units.map(({ leg, status }) => ({
      leg,
      className: status === "returning" ? styles.legBack : styles.leg,
    })),
    ...actors.map(({ leg }) => ({ leg, className: styles.legActor })),
  ];
  for (const { leg, className = "" } of ways) {
    if (leg) L.polyline(toLatLngs(leg.path), { className, interactive: false }).addTo(layer);
  }
}

function layTiles(
  L: typeof Leaflet,
  map: Leaflet.Map,
  container: HTMLElement,
  { url, attribution }: MapTiles,
): void {
  container.dataset.tiles = "";
  L.tileLayer(url, { maxNativeZoom: 18, maxZoom: 22 }).addTo(map);
  if (attribution === "") return;
  // As text: what an operator typed is not to become part of the page.
  const credit = document.createElement("span");
  credit.textContent = attribution;
  L.control
    .attribution({ position: "bottomleft", prefix: false })
    .addAttribution(credit.innerHTML)
    .addTo(map);
}

/** What is in sight, but for a narrow edge. */
function viewBox(map: Leaflet.Map): Box {
  const { x: width, y: height } = map.getSize();
  const corner = map.containerPointToLayerPoint([0, 0]);
  return { x: corner.x + 4, y: corner.y + 4, width: width - 8, height: height - 8 };
}

/** Where the buttons over the map are. */
function controlBoxes(map: Leaflet.Map, container: HTMLElement): Box[] {
  const { left, top } = container.getBoundingClientRect();
  const corner = map.containerPointToLayerPoint([0, 0]);
  const controls = container.parentElement?.querySelectorAll(".leaflet-control, [data-map-control]") ?? [];
  return [...controls].map((control) => {
    const { x, y, width, height } = control.getBoundingClientRect();
    return { x: x - left + corner.x, y: y - top + corner.y, width, height };
  });
}
