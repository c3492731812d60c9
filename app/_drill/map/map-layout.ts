/**
 * Where things on a map stand so that none covers another. In pixels and pure: whoever draws says where each
 * thing is and how large it is, and is told where to draw it.
 */
export type Box = { x: number; y: number; width: number; height: number };

/** A thing on the ground: what it is, where it is on screen, and how wide it is when written out. */
export type Thing = {
  /** Unique on the map. */
  id: string;
  kind: "incident" | "unit" | "actor";
  x: number;
  y: number;
  width: number;
  /** On its way somewhere: it stays itself until it has arrived. */
  moving: boolean;
  /** Drawn first and nearest, in front of those with a lower one. */
  rank: number;
};

/** What is shown of one kind of thing in a gathering: all of it, or how many there are. */
export type Row = { kind: Thing["kind"]; shown: readonly Thing[]; counted: number };

/** Everything that shares a place, in one tidy block that points at it. */
export type Gathering = {
  /** Id of the first thing in it. */
  id: string;
  /** The point on the ground. */
  x: number;
  y: number;
  things: readonly Thing[];
  rows: readonly Row[];
  /** Whether it shows each thing instead of a count. */
  open: boolean;
  /** Whether anything in it is only counted while it is closed. */
  folds: boolean;
  /** Where the block is drawn. */
  box: Box;
  /** Which of the places around the point it took; kept while nothing is in its way. */
  slot: number;
};

/** Things nearer to each other than this share a place, in pixels. */
const TOGETHER = 22;
/** The same for things on their way: two cars of one convoy, but not two that meet. */
const CONVOY = 9;
/** Room between two blocks. */
const CLEAR = 3;
/** Between two names on one line, so that they do not read as one. */
const NAME_GAP = 6;
/** Half of the room that the mark of a point takes. */
const POINT = 6;

/** What it costs to be cut by the edge, or to stand under a button: more than any way is long. */
const OUT_OF_SIGHT = 400;
const UNDER_A_BUTTON = 200;

/** How much of each kind a closed gathering writes out before it only counts. */
const SHOWN_MAX: Readonly<Record<Thing["kind"], number>> = { incident: 3, unit: 4, actor: 2 };

export const ROW_HEIGHT: Readonly<Record<Thing["kind"], number>> = { incident: 30, unit: 18, actor: 20 };
export const GAP = 2;
/** Rows of units are broken here; one that is opened is a list. */
export const BREAK_WIDTH = 132;
export const COUNT_WIDTH = 44;
/** The row that closes what was opened. */
export const CLOSE_HEIGHT = 18;
/** Opened, a list longer than this scrolls. */
export const OPEN_HEIGHT_MAX = 190;
/** Around what stands in a block with more than one thing in it. */
export const PADDING = 3;

const DIRECTIONS = [
  [0, -1],
  [0, 1],
  [1, 0],
  [-1, 0],
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
] as const;
const REACHES = [8, 22, 40, 62, 90, 124, 164] as const;

/**
 * Gathers what shares a place and finds each gathering room: nearest to its point first, no block over another,
 * none over the point of another. What finds none joins the one that is in its way, so there is always an answer.
 */
export function arrange(
  things: readonly Thing[],
  {
    opened = null,
    before = new Map(),
    symbols = [],
    view = null,
    controls = [],
  }: {
    /** Id of a thing in the gathering that is opened. */
    opened?: string | null;
    /** Slots of the last arrangement by gathering. */
    before?: ReadonlyMap<string, number>;
    /** Symbols of the ground; covered only where there is no other way. */
    symbols?: readonly Box[];
    /** What is in sight; left only where there is no other way. */
    view?: Box | null;
    /** Buttons that lie over the map; stood under only where there is no other way. */
    controls?: readonly Box[];
  } = {},
): Gathering[] {
  let groups = gather(things);
  for (;;) {
    const placed = place(groups, { opened, before, symbols, view, controls });
    if (placed.kind === "all") return placed.gatherings;
    const { one, other } = placed;
    groups = groups.flatMap((group) =>
      group === other ? [ordered([...other, ...one])] : group === one ? [] : [group],
    );
  }
}

function gather(things: readonly Thing[]): Thing[][] {
  const groups: Thing[][] = [];
  for (const thing of ordered(things)) {
    const home = groups.find(([first]) => {
      if (!first || first.moving !== thing.moving) return false;
      return Math.hypot(first.x - thing.x, first.y - thing.y) <= (thing.moving ? CONVOY : TOGETHER);
    });
    if (home) home.push(thing);
    else groups.push([thing]);
  }
  return groups;
}

type Placed =
  | { kind: "all"; gatherings: Gathering[] }
  /** Two groups that cannot both have room. */
  | { kind: "crowded"; one: Thing[]; other: Thing[] };

function place(
  groups: readonly Thing[][],
  {
    opened,
    before,
    symbols,
    view,
    controls,
  }: {
    opened: string | null;
    before: ReadonlyMap<string, number>;
    symbols: readonly Box[];
    view: Box | null;
    controls: readonly Box[];
  },
): Placed {
  const isOpen = (group: readonly Thing[]) => group.some(({ id }) => id === opened);
  // What was opened is what somebody looks at: it gets its room first.
  const queue = [...groups].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
  const gatherings: { group: Thing[]; gathering: Gathering }[] = [];
  for (const group of queue) {
    const [first] = group;
    if (!first) continue;
    const open = isOpen(group);
    const { rows, folds, width, height } = blockOf(group, open);
    const points = groups.flatMap((other) =>
      other === group || !other[0] ? [] : [{ group: other, box: pointBox(other[0]) }],
    );
    let best: { box: Box; slot: number; cost: number } | null = null;
    let blocker: Thing[] | null = null;
    for (const [ring, reach] of REACHES.entries()) {
      for (const [turn, [dx, dy]] of DIRECTIONS.entries()) {
        const slot = ring * DIRECTIONS.length + turn;
        const box = boxTowards(first, dx, dy, reach, width, height);
        const inTheWay =
          gatherings.find(({ gathering }) => overlap(grown(box, CLEAR), gathering.box))?.group ??
          points.find((point) => overlap(box, point.box))?.group;
        if (inTheWay) {
          blocker ??= inTheWay;
          continue;
        }
        const cost =
          reach +
          turn * 3 +
          symbols.filter((symbol) => overlap(box, symbol)).length * 7 +
          (view && within(pointBox(first), view) && !within(box, view) ? OUT_OF_SIGHT : 0) +
          (controls.some((control) => overlap(box, control)) ? UNDER_A_BUTTON : 0) -
          (before.get(first.id) === slot ? 14 : 0);
        if (!best || cost < best.cost) best = { box, slot, cost };
      }
    }
    if (!best) {
      if (blocker) return { kind: "crowded", one: group, other: blocker };
      continue;
    }
    gatherings.push({
      group,
      gathering: {
        id: first.id,
        x: first.x,
        y: first.y,
        things: group,
        rows,
        open,
        folds,
        box: best.box,
        slot: best.slot,
      },
    });
  }
  return { kind: "all", gatherings: gatherings.map(({ gathering }) => gathering) };
}

/** What a gathering writes out, and how large that is. */
function blockOf(
  group: readonly Thing[],
  open: boolean,
): { rows: Row[]; folds: boolean; width: number; height: number } {
  let folds = false;
  const rows = (["incident", "unit", "actor"] as const).flatMap((kind): Row[] => {
    const all = group.filter((thing) => thing.kind === kind);
    if (all.length === 0) return [];
    const many = all.length > SHOWN_MAX[kind];
    folds ||= many;
    if (open || !many) return [{ kind, shown: all, counted: 0 }];
    // Incidents are what one acts on: the first ones stay in sight. Of the others the number says more.
    const shown = kind === "incident" ? all.slice(0, SHOWN_MAX.incident - 1) : [];
    return [{ kind, shown, counted: all.length - shown.length }];
  });
  const sizes = rows.map((row) => rowSize(row, open));
  const padding = group.length > 1 ? 2 * PADDING : 0;
  const height = sizes.reduce((sum, size) => sum + size.height, 0) + GAP * (rows.length - 1);
  const closing = open && folds ? CLOSE_HEIGHT + GAP : 0;
  return {
    rows,
    folds,
    width: Math.max(closing === 0 ? 0 : COUNT_WIDTH, ...sizes.map((size) => size.width)) + padding,
    height: (open ? Math.min(OPEN_HEIGHT_MAX, height) : height) + closing + padding,
  };
}

function rowSize({ kind, shown, counted }: Row, open: boolean): { width: number; height: number } {
  const widths = [...shown.map(({ width }) => width), ...(counted > 0 ? [COUNT_WIDTH] : [])];
  // Persons have names, and names stand below each other; so does everything that was opened to be read.
  const inLine = kind === "incident" || (kind === "unit" && !open);
  const lines: number[] = [];
  for (const width of widths) {
    const line = lines.at(-1);
    if (inLine && line !== undefined && line + GAP + width <= BREAK_WIDTH) {
      lines[lines.length - 1] = line + GAP + width;
    } else lines.push(width);
  }
  return {
    width: Math.max(0, ...lines),
    height: lines.length * ROW_HEIGHT[kind] + GAP * Math.max(0, lines.length - 1),
  };
}

/** A name on the ground that is written where there is room, or not at all. */
export type Label = {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Beside a symbol, or across an area around its middle. */
  kind: "beside" | "across";
  /** Where the middle of an area's name may be: written further off, it would name something else. */
  area?: Box;
};

/**
 * Where each name is written, those named first in front; what finds no room is left out. The name of what is in view
 * is written inside of it, or not at all: half a name is none.
 */
export function placeLabels(
  labels: readonly Label[],
  obstacles: readonly Box[],
  view: Box | null = null,
): Map<string, Box> {
  const placed = new Map<string, Box>();
  for (const label of labels) {
    const limit = view && within({ x: label.x, y: label.y, width: 0, height: 0 }, view) ? view : null;
    const box = candidates(label)
      // An area is around its name wherever in it that stands; a symbol has to be beside its own.
      .map((candidate) => (limit && label.kind === "across" ? movedInto(candidate, limit) : candidate))
      .find(
        (candidate) =>
          (!limit || within(candidate, limit)) &&
          (!label.area || within(middleOf(candidate), label.area)) &&
          !obstacles.some((other) => overlap(grown(candidate, 1), other)) &&
          ![...placed.values()].some((name) => overlap(grown(candidate, 1, NAME_GAP), name)),
      );
    if (box) placed.set(label.id, box);
  }
  return placed;
}

function middleOf({ x, y, width, height }: Box): Box {
  return { x: x + width / 2, y: y + height / 2, width: 0, height: 0 };
}

function movedInto(box: Box, view: Box): Box {
  return {
    ...box,
    x: Math.max(view.x, Math.min(box.x, view.x + view.width - box.width)),
    y: Math.max(view.y, Math.min(box.y, view.y + view.height - box.height)),
  };
}

function candidates({ x, y, width, height, kind }: Label): Box[] {
  const at = (left: number, top: number): Box => ({ x: left, y: top, width, height });
  if (kind === "beside") {
    return [
      at(x + 9, y - height / 2),
      at(x - 9 - width, y - height / 2),
      at(x - width / 2, y + 9),
      at(x - width / 2, y - 9 - height),
    ];
  }
  return [0, -1, 1, -2, 2, -3, 3].flatMap((down) =>
    [0, -0.5, 0.5].map((right) => at(x - width / 2 + right * width, y - height / 2 + down * height * 1.2)),
  );
}

/** The nearest point of a block to its point on the ground, where the line to it begins. */
export function leaderEnd({ x, y, box }: Pick<Gathering, "x" | "y" | "box">): { x: number; y: number } {
  return {
    x: Math.min(box.x + box.width, Math.max(box.x, x)),
    y: Math.min(box.y + box.height, Math.max(box.y, y)),
  };
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The room that the mark of a point takes. */
export function pointBox({ x, y }: { x: number; y: number }): Box {
  return { x: x - POINT, y: y - POINT, width: 2 * POINT, height: 2 * POINT };
}

function boxTowards(
  { x, y }: { x: number; y: number },
  dx: number,
  dy: number,
  reach: number,
  width: number,
  height: number,
): Box {
  return {
    x: dx === 0 ? x - width / 2 : dx > 0 ? x + reach : x - reach - width,
    y: dy === 0 ? y - height / 2 : dy > 0 ? y + reach : y - reach - height,
    width,
    height,
  };
}

function grown({ x, y, width, height }: Box, by: number, sideways = by): Box {
  return { x: x - sideways, y: y - by, width: width + 2 * sideways, height: height + 2 * by };
}

function within(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Those to be seen first come first; the rest keeps a fixed order, so that nothing swaps places. */
function ordered(things: readonly Thing[]): Thing[] {
  return [...things].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
