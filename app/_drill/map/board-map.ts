import type * as Leaflet from "leaflet";
import { pointAlong } from "@/domain/ground/routing";
import type { GroundFeature, LonLat } from "@/domain/ground/schema";
import type { ActorStatus, Branch } from "@/domain/conditions/terms";
import type { ActorSeen, UnitSeen } from "@/domain/view/schema";
import { openGround, type Nearness } from "./map-ground";
import { arrange, pointBox, type Box, type Gathering, type Thing } from "./map-layout";
import { markerAt, toLatLng, toLatLngs } from "./map-leaflet";
import { lay, pieceMaker } from "./map-pieces";
import { textRuler } from "./map-symbols";

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

type Leg = NonNullable<UnitSeen["leg"]>;

/** What stands on the ground for one thing: how it is drawn, and where it is. */
type Piece = {
  thing: Omit<Thing, "x" | "y">;
  at: LonLat;
  leg: Leg | null;
  /** Whatever makes it look as it does, to see whether it has to be drawn anew. */
  look: string;
  draw: () => HTMLElement;
};

/** A gathering as it stands on the map. Its foot, the point and the line, lies below the blocks of all of them. */
type Drawn = {
  marker: Leaflet.Marker;
  under: Leaflet.Marker;
  block: HTMLElement;
  line: HTMLElement;
  look: string;
  lead: string;
};

const ZOOM_SNAP = 0.25;
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
    L.control
      .zoom({ position: "bottomright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut })
      .addTo(map);
  }
  const legLayer = L.layerGroup().addTo(map);
  const ruler = textRuler(container);
  const ground = openGround(L, map, { styles, ruler, onPlace: (id) => picks.place?.(id) });
  const { pin, chip, tag, partsOf } = pieceMaker(L, {
    styles,
    words,
    untouched,
    picks: () => picks,
    onMore: unfold,
    onFold: fold,
  });
  let home: Leaflet.LatLngBounds | null = null;
  let fitZoom = 13;
  let units: readonly MapUnit[] = [];
  let incidents: readonly MapIncident[] = [];
  let actors: readonly MapActor[] = [];
  let pieces = new Map<string, Piece>();
  let drillMs = 0;
  /** Which gathering is opened, by a thing in it. */
  let opened: string | null = null;
  /** Where things were when room was last looked for. */
  let settledAt = new Map<string, Leaflet.Point>();
  let slots = new Map<string, number>();
  const drawn = new Map<string, Drawn>();
  /** The one marker that the Tab key reaches; the arrow keys go on from there. */
  let current: string | null = null;
  /** What names have to leave free. */
  let taken: Box[] = [];
  /** Whether somebody has moved the map; until then it keeps showing the whole ground. */
  let moved = false;
  let picks: BoardMapPicks = {};
  map.setView([30, 122], 12);
  map.on("zoomend", () => {
    markZoom();
    // At another scale all places to stand are other ones.
    slots = new Map();
    settle();
  });
  map.on("moveend", settle);
  map.on("click", () => fold());
  for (const sign of ["wheel", "pointerdown", "keydown"] as const) {
    container.addEventListener(
      sign,
      (event) => {
        if (!(event.target instanceof Element && event.target.closest("[data-thing]"))) moved = true;
      },
      { passive: true },
    );
  }
  container.addEventListener("keydown", onKeyDown, true);
  container.addEventListener("focusin", (event) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset.thing : undefined;
    if (id !== undefined) rove(id);
  });

  return {
    layTiles,
    drawGround: (features, nameOf) => {
      home = ground.draw(features, nameOf);
      goHome();
    },
    goHome,
    fitThings,
    fitSelected,
    reveal,
    showPicked: (placeId) => {
      ground.showPicked(placeId);
      settleNames();
    },
    setUnits: (next) => {
      if (JSON.stringify(next) === JSON.stringify(units)) return;
      units = next;
      drawLegs();
      restock();
    },
    setIncidents: (next) => {
      incidents = next;
      restock();
    },
    setActors: (next) => {
      actors = next;
      drawLegs();
      restock();
    },
    tick,
    isMoving: () => [...pieces.values()].some(({ leg }) => leg !== null),
    resized,
    setPicks: (next) => {
      picks = next;
      ground.offerPlaces(picks.place !== undefined);
      rove(current);
    },
    remove: () => map.remove(),
  };

  function layTiles({ url, attribution }: MapTiles): void {
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
    settle();
  }

  function fitThings(): void {
    const all = [...pieces.values()].map((piece) => toLatLng(whereIs(piece)));
    if (all.length === 0) {
      goHome();
      return;
    }
    moved = true;
    map.fitBounds(L.latLngBounds(all).pad(0.15), { animate: false, maxZoom: fitZoom + 3 });
  }

  function fitSelected(): void {
    const chosen = incidents.find(({ selected }) => selected) ?? actors.find(({ selected }) => selected);
    if (!chosen) return;
    moved = true;
    map.setView(toLatLng(chosen.at), Math.min(map.getMaxZoom(), fitZoom + 2.5), { animate: false });
  }

  function reveal(at: LonLat): void {
    const point = toLatLng(at);
    if (map.getBounds().pad(-0.12).contains(point)) return;
    moved = true;
    map.panTo(point);
  }

  function drawLegs(): void {
    legLayer.clearLayers();
    for (const { leg, status } of units) {
      if (leg) drawLeg(leg, status === "returning" ? styles.legBack : styles.leg);
    }
    for (const { leg } of actors) if (leg) drawLeg(leg, styles.legActor);
  }

  function drawLeg(leg: Leg, className: string | undefined): void {
    L.polyline(toLatLngs(leg.path), { className: className ?? "", interactive: false }).addTo(legLayer);
  }

  /** Takes stock of what is on the ground, and settles it. */
  function restock(): void {
    const next: Piece[] = [];
    for (const incident of incidents) {
      next.push({
        thing: {
          id: `incident:${incident.number}`,
          kind: "incident",
          width: incident.priority === null ? 26 : 42,
          moving: false,
          rank: 100 + (incident.selected ? 20 : 0) - (incident.over ? 10 : 0) + 4 - (incident.priority ?? 4),
        },
        at: incident.at,
        leg: null,
        look: JSON.stringify(incident),
        draw: () => pin(incident),
      });
    }
    for (const unit of units) {
      const at = unit.leg?.path[0] ?? unit.at;
      if (!at) continue;
      next.push({
        thing: {
          id: `unit:${unit.id}`,
          kind: "unit",
          width: ruler(unit.label, 600, 11) + (unit.branch ? 22 : 10),
          moving: unit.leg !== null,
          rank: unit.leg ? 60 : 40,
        },
        at,
        leg: unit.leg,
        look: JSON.stringify([unit.label, unit.title, unit.status, unit.branch]),
        draw: () => chip(unit),
      });
    }
    for (const actor of actors) {
      next.push({
        thing: {
          id: `actor:${actor.id}`,
          kind: "actor",
          width: Math.min(124, ruler(actor.label, 600, 11) + 27),
          moving: Boolean(actor.leg),
          rank: actor.selected ? 59 : 50,
        },
        at: actor.at,
        leg: actor.leg ?? null,
        look: JSON.stringify([actor.label, actor.status, actor.selected]),
        draw: () => tag(actor),
      });
    }
    pieces = new Map(next.map((piece) => [piece.thing.id, piece]));
    settle();
  }

  function whereIs({ at, leg }: Piece): LonLat {
    if (!leg) return at;
    const total = Math.max(1, leg.arrivesAtMs - leg.departsAtMs);
    return pointAlong(leg.path, (drillMs - leg.departsAtMs) / total);
  }

  function tick(nowMs: number): void {
    drillMs = nowMs;
    let unsettled = false;
    for (const [id, piece] of pieces) {
      if (!piece.leg) continue;
      const at = toLatLng(whereIs(piece));
      const there = drawn.get(id);
      there?.marker.setLatLng(at);
      there?.under.setLatLng(at);
      const before = settledAt.get(id);
      if (!before || map.latLngToLayerPoint(at).distanceTo(before) > RESETTLE) unsettled = true;
    }
    if (unsettled) settle();
  }

  /** Finds everything its room, and draws what has changed. */
  function settle(): void {
    const { x: width, y: height } = map.getSize();
    if (width === 0 || height === 0) return;
    const things = [...pieces.values()].map((piece): Thing => {
      const { x, y } = map.latLngToLayerPoint(toLatLng(whereIs(piece)));
      return { ...piece.thing, x, y };
    });
    const gatherings = arrange(things, {
      opened,
      before: slots,
      symbols: ground.symbolBoxes(),
      view: viewBox(),
      controls: controlBoxes(),
    });
    settledAt = new Map(things.map(({ id, x, y }) => [id, L.point(x, y)]));
    slots = new Map(gatherings.map(({ id, slot }) => [id, slot]));
    draw(gatherings);
    settleNames(gatherings.flatMap((one) => [one.box, pointBox(one)]));
  }

  /** What is in sight, but for a narrow edge. */
  function viewBox(): Box {
    const { x: width, y: height } = map.getSize();
    const corner = map.containerPointToLayerPoint([0, 0]);
    return { x: corner.x + 4, y: corner.y + 4, width: width - 8, height: height - 8 };
  }

  /** Where the buttons over the map are; a wall has none. */
  function controlBoxes(): Box[] {
    if (untouched) return [];
    const { left, top } = container.getBoundingClientRect();
    const corner = map.containerPointToLayerPoint([0, 0]);
    const controls = container.parentElement?.querySelectorAll(".leaflet-control, [data-map-control]") ?? [];
    return [...controls].map((control) => {
      const { x, y, width, height } = control.getBoundingClientRect();
      return { x: x - left + corner.x, y: y - top + corner.y, width, height };
    });
  }

  /** Writes the names of the ground where nothing else stands. */
  function settleNames(boxes: Box[] = taken): void {
    taken = boxes;
    ground.writeNames(nearness(), [...boxes, ...controlBoxes()], viewBox());
  }

  /** Draws the gatherings that look otherwise than before; the others stay, and so does the focus. */
  function draw(gatherings: readonly Gathering[]): void {
    const active = document.activeElement;
    const focused =
      active instanceof HTMLElement && container.contains(active) ? active.dataset.thing : undefined;
    const kept = new Set<string>();
    for (const gathering of gatherings) {
      kept.add(gathering.id);
      const piece = pieces.get(gathering.id);
      if (!piece) continue;
      const look = JSON.stringify([
        gathering.open,
        gathering.folds,
        gathering.things.map(({ id }) => pieces.get(id)?.look ?? id),
      ]);
      const lead = JSON.stringify([
        Math.round(gathering.box.x - gathering.x),
        Math.round(gathering.box.y - gathering.y),
        gathering.box.width,
        gathering.box.height,
      ]);
      const at = toLatLng(whereIs(piece));
      const before = drawn.get(gathering.id);
      if (before?.look === look) {
        before.marker.setLatLng(at);
        before.under.setLatLng(at);
        if (before.lead !== lead) {
          lay(before, gathering);
          before.lead = lead;
        }
        continue;
      }
      before?.marker.remove();
      before?.under.remove();
      const next = stand(
        gathering,
        whereIs(piece),
        gathering.open ? 5_000 : Math.round(piece.thing.rank) * 10,
      );
      lay(next, gathering);
      drawn.set(gathering.id, { ...next, look, lead });
    }
    for (const [id, { marker: old, under }] of drawn) {
      if (kept.has(id)) continue;
      old.remove();
      under.remove();
      drawn.delete(id);
    }
    rove(focused ?? current);
    if (focused !== undefined && !container.contains(active))
      buttonOf(focused)?.focus({ preventScroll: true });
  }

  /** Puts a gathering on the map. */
  function stand(gathering: Gathering, at: LonLat, zIndexOffset: number): Omit<Drawn, "look" | "lead"> {
    const { foot, block, line } = partsOf(gathering, (id) => pieces.get(id)?.draw());
    return {
      marker: markerAt(L, at, block, styles.bare, zIndexOffset).addTo(map),
      under: markerAt(L, at, foot, styles.bare, -500).addTo(map),
      block,
      line,
    };
  }

  function unfold(id: string): void {
    opened = id;
    settle();
    const [first] = ordered();
    (buttonOf(`fold:${id}`) ?? first)?.focus({ preventScroll: true });
  }

  function fold(): void {
    if (opened === null) return;
    opened = null;
    settle();
  }

  function buttonOf(id: string): HTMLElement | undefined {
    return ordered().find((element) => element.dataset.thing === id);
  }

  /** What the keys go through, in reading order of the lists beside the map. */
  function ordered(): HTMLElement[] {
    const order = ["incident", "unit", "actor", "more", "fold", "place"];
    const rank = (element: HTMLElement) => order.indexOf((element.dataset.thing ?? "").split(":")[0] ?? "");
    return [...container.querySelectorAll<HTMLElement>("[data-thing]")]
      .filter((element) => element.dataset.thing !== "")
      .sort((a, b) => rank(a) - rank(b));
  }

  function rove(to: string | null): void {
    const all = ordered();
    const reached = all.find((element) => element.dataset.thing === to) ?? all[0];
    current = reached?.dataset.thing ?? null;
    for (const element of all) element.tabIndex = element === reached ? 0 : -1;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.key === "Escape" && opened !== null) {
      const back = opened;
      fold();
      event.stopPropagation();
      (buttonOf(back) ?? ordered()[0])?.focus({ preventScroll: true });
      return;
    }
    const id = target?.dataset.thing;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (id === undefined || step === undefined) return;
    // On a marker the arrow keys go to the next one; on the map itself they move the map.
    event.preventDefault();
    event.stopPropagation();
    const all = ordered();
    const at = all.findIndex((element) => element.dataset.thing === id);
    all[(at + step + all.length) % all.length]?.focus();
  }

  function resized(): void {
    const before = map.getSize();
    map.invalidateSize({ animate: false });
    // A pane that was hidden had no size to fit the ground into.
    if (!moved || before.x === 0 || before.y === 0) goHome();
    else settle();
  }

  /** How much there is room to write on the map, from how many metres a pixel covers. */
  function nearness(): Nearness {
    const metres = (156_543 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / 2 ** map.getZoom();
    return metres < 5 ? 2 : metres < 14 ? 1 : 0;
  }

  function markZoom(): void {
    map.getContainer().dataset.near = String(nearness());
  }
}
