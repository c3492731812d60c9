import type * as Leaflet from "leaflet";
import type { BoardMapPicks, MapActor, MapIncident, MapUnit, MapWords } from "./board-map";
import { leaderEnd, type Gathering, type Row } from "./map-layout";
import { written } from "./map-leaflet";
import { glyph } from "./map-symbols";

/** What stands on the map for a gathering: its foot, the point and the line, lies below the blocks of all of them. */
export type Standing = { foot: HTMLElement; block: HTMLElement; line: HTMLElement };

/** How things look that stand on a map. */
export type PieceMaker = {
  pin: (incident: MapIncident) => HTMLElement;
  chip: (unit: MapUnit) => HTMLElement;
  tag: (actor: MapActor) => HTMLElement;
  partsOf: (gathering: Gathering, draw: (thingId: string) => HTMLElement | undefined) => Standing;
};

export function pieceMaker(
  L: typeof Leaflet,
  {
    styles,
    words,
    untouched,
    picks,
    onMore,
    onFold,
  }: {
    styles: Readonly<Record<string, string | undefined>>;
    words: MapWords;
    untouched: boolean;
    /** As they are when something is pressed. */
    picks: () => BoardMapPicks;
    /** Somebody wants to see all of a gathering. */
    onMore: (id: string) => void;
    onFold: () => void;
  },
): PieceMaker {
  const button = untouched ? picture : buttonMaker(L);
  const partsOf = partsMaker(L, { styles, words, button, onMore, onFold });
  return { pin, chip, tag, partsOf };

  function pin(incident: MapIncident): HTMLElement {
    const element = button(`incident:${incident.number}`, incident.title, () =>
      picks().incident?.(incident.number),
    );
    element.className = [
      styles.pin,
      incident.priority === null ? "" : styles.pinRanked,
      incident.selected ? styles.pinSelected : "",
      incident.over ? styles.pinOver : "",
    ].join(" ");
    if (!untouched) element.setAttribute("aria-pressed", String(incident.selected));
    if (incident.takesUnits) element.dataset.dropIncident = String(incident.number);
    const disc = document.createElement("span");
    disc.className = styles.disc ?? "";
    disc.textContent = String(incident.number);
    element.append(disc);
    if (incident.priority !== null) element.append(written(`P${incident.priority}`, styles.pinPriority));
    return element;
  }

  function chip(unit: MapUnit): HTMLElement {
    const name = words.unit(unit.title, unit.status);
    const element = button(`unit:${unit.id}`, name, () => picks().unit?.(unit.id));
    element.className = [styles.chip, styles[`chip-${unit.status}`]].join(" ");
    if (unit.branch) element.append(glyph(unit.branch));
    element.append(unit.label);
    element.addEventListener("pointerdown", (event) => picks().takeUnit?.(unit.id, event));
    return element;
  }

  function tag(actor: MapActor): HTMLElement {
    const name = words.actor(actor.label, actor.status);
    const element = button(`actor:${actor.id}`, name, () => picks().actor?.(actor.id));
    element.className = [
      styles.actor,
      styles[`actor-${actor.status}`],
      actor.selected ? styles.actorSelected : "",
    ].join(" ");
    if (!untouched) element.setAttribute("aria-pressed", String(actor.selected));
    element.append(glyph("person"), written(actor.label, styles.actorName));
    return element;
  }
}

type Button = (id: string, name: string, onPress: () => void) => HTMLElement;

/** Where nobody stands before the map a thing on it is a picture with the name that its button would have. */
const picture: Button = (_id, name) => {
  const element = document.createElement("span");
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", name);
  return element;
};

/** A button on the map, reached by Tab and the arrow keys; the map does not move when it is pressed. */
function buttonMaker(L: typeof Leaflet): Button {
  return (id, name, onPress) => {
    const element = document.createElement("button");
    element.type = "button";
    element.tabIndex = -1;
    element.dataset.thing = id;
    element.title = name;
    element.setAttribute("aria-label", name);
    element.addEventListener("click", onPress);
    L.DomEvent.disableClickPropagation(element);
    return element;
  };
}

function partsMaker(
  L: typeof Leaflet,
  {
    styles,
    words,
    button,
    onMore,
    onFold,
  }: {
    styles: Readonly<Record<string, string | undefined>>;
    words: MapWords;
    button: Button;
    onMore: (id: string) => void;
    onFold: () => void;
  },
): PieceMaker["partsOf"] {
  return partsOf;

  /** The mark of a point with the line from it, and the block with all that stands there. */
  function partsOf(
    { id, rows, open, folds, things }: Gathering,
    draw: (thingId: string) => HTMLElement | undefined,
  ): Standing {
    const [first] = things;
    const foot = document.createElement("span");
    const line = document.createElement("span");
    line.className = styles.leader ?? "";
    const point = document.createElement("span");
    point.className = [styles.point, first ? styles[`point-${first.kind}`] : ""].join(" ");
    foot.append(line, point);
    const block = document.createElement("span");
    block.className = [
      styles.block,
      things.length > 1 ? styles.blockMany : "",
      open ? styles.blockOpen : "",
    ].join(" ");
    for (const row of rows) block.append(rowOf(row, open, id, draw));
    if (open && folds) {
      const close = button(`fold:${id}`, words.fold, onFold);
      close.className = styles.fold ?? "";
      close.setAttribute("aria-expanded", "true");
      close.textContent = words.fold;
      block.append(close);
    }
    L.DomEvent.disableScrollPropagation(block);
    return { foot, block, line };
  }

  function rowOf(
    { kind, shown, counted }: Row,
    open: boolean,
    id: string,
    draw: (thingId: string) => HTMLElement | undefined,
  ): HTMLElement {
    const row = document.createElement("span");
    row.className = [styles.row, styles[`row-${kind}`], open ? styles.rowOpen : ""].join(" ");
    for (const { id: thingId } of shown) {
      const element = draw(thingId);
      if (element) row.append(element);
    }
    if (counted > 0) {
      const more = button(`more:${kind}:${id}`, words.count(kind, counted), () => onMore(id));
      more.className = [styles.more, styles[`more-${kind}`]].join(" ");
      more.setAttribute("aria-expanded", "false");
      if (kind !== "incident") more.append(glyph(kind === "unit" ? "crews" : "person"));
      more.append(kind === "incident" ? `+${counted}` : String(counted));
      row.append(more);
    }
    return row;
  }
}

/** Moves block and line of a gathering to the room that was found for it. */
export function lay({ block, line }: Pick<Standing, "block" | "line">, { x, y, box }: Gathering): void {
  const end = leaderEnd({ x, y, box });
  line.style.width = `${Math.hypot(end.x - x, end.y - y)}px`;
  line.style.transform = `rotate(${Math.atan2(end.y - y, end.x - x)}rad)`;
  block.style.left = `${Math.round(box.x - x)}px`;
  block.style.top = `${Math.round(box.y - y)}px`;
  block.style.width = `${Math.ceil(box.width)}px`;
  block.style.height = `${Math.ceil(box.height)}px`;
}
