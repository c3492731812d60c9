import type { WallView } from "@/domain/view/schema";

export type WallLane = WallView["lanes"][number];
export type WallIncident = WallLane["incidents"][number];

/** What fits on a page without anything being cut. Everything on a wall is sized by the screen, so these always hold. */
export const CARDS_MAX = 6;
export const CLOCK_ROWS_MAX = 7;
export const LANES_MAX = 9;
export const LANE_INCIDENTS_MAX = 5;
export const SCORES_MAX = 9;

/** One page of a wall. `part` of `parts`, from 1, where what it shows needs several. */
export type WallPage = { key: string; part: number; parts: number } & (
  | { kind: "waiting" }
  | { kind: "map" }
  | { kind: "board"; incidents: readonly WallIncident[] }
  | { kind: "clocks"; incidents: readonly WallIncident[] }
  | { kind: "lanes"; lanes: readonly WallLane[]; numbers: readonly number[] }
  | { kind: "scores"; scores: readonly WallScore[] }
);

export type WallScore = WallLane["scores"][number] & { lane: number };

/** The pages a wall goes through, in order; never none. */
export function pagesOf(view: WallView): WallPage[] {
  const [first, ...others] = view.lanes;
  if (!first) return [{ kind: "waiting", key: "waiting", part: 1, parts: 1 }];
  const pages = others.length > 0 ? pagesOfLanes(view.lanes) : pagesOfOne(first);
  const scores = view.lanes
    .flatMap(({ lane, scores }) => scores.map((score) => ({ ...score, lane })))
    .sort((a, b) => b.side.localeCompare(a.side) || b.totalHundredths - a.totalHundredths);
  return [
    ...pages,
    ...parted(scores, SCORES_MAX, (some, place) => ({ kind: "scores", scores: some, ...place("scores") })),
  ];
}

function pagesOfOne({ incidents }: WallLane): WallPage[] {
  const sorted = urgentFirst(incidents);
  return [
    { kind: "map", key: "map", part: 1, parts: 1 },
    ...parted(sorted, CARDS_MAX, (some, place) => ({ kind: "board", incidents: some, ...place("board") })),
    ...parted(sorted, CLOCK_ROWS_MAX, (some, place) => ({
      kind: "clocks",
      incidents: some,
      ...place("clocks"),
    })),
  ];
}

/** Every group in a row, every call in a column; with more of either, page by page. */
function pagesOfLanes(lanes: readonly WallLane[]): WallPage[] {
  const numbers = (lanes[0]?.incidents ?? []).map(({ number }) => number);
  const columns = numbers.length === 0 ? [numbers] : chunks(numbers, LANE_INCIDENTS_MAX);
  const rows = chunks(lanes, LANES_MAX);
  const parts = columns.length * rows.length;
  return [
    { kind: "map", key: "map", part: 1, parts: 1 },
    ...rows.flatMap((some, row) =>
      columns.map((of, column): WallPage => {
        const part = row * columns.length + column + 1;
        return { kind: "lanes", lanes: some, numbers: of, key: `lanes ${part}`, part, parts };
      }),
    ),
  ];
}

/** What still needs something first, and of it the most urgent. */
export function urgentFirst(incidents: readonly WallIncident[]): WallIncident[] {
  return [...incidents].sort(
    (a, b) =>
      Number(isOpen(b)) - Number(isOpen(a)) || (a.priority ?? 0) - (b.priority ?? 0) || a.number - b.number,
  );
}

export function isOpen({ status, mergedInto }: WallIncident): boolean {
  return status !== "closed" && status !== "diverted" && mergedInto === null;
}

function parted<T>(
  all: readonly T[],
  most: number,
  page: (some: T[], place: (kind: string) => Pick<WallPage, "key" | "part" | "parts">) => WallPage,
): WallPage[] {
  const groups = chunks(all, most);
  return groups.map((some, i) =>
    page(some, (kind) => ({ key: `${kind} ${i + 1}`, part: i + 1, parts: groups.length })),
  );
}

/** As few groups as possible, as even as possible: a last page with a single line looks like a mistake. */
function chunks<T>(all: readonly T[], most: number): T[][] {
  const count = Math.ceil(all.length / most);
  return Array.from({ length: count }, (_, i) =>
    all.slice(Math.round((i * all.length) / count), Math.round(((i + 1) * all.length) / count)),
  );
}
