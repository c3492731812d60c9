import { describe, expect, test } from "vitest";
import type { WallView } from "@/domain/view/schema";
import { CARDS_MAX, CLOCK_ROWS_MAX, LANE_INCIDENTS_MAX, LANES_MAX, pagesOf } from "./wall-pages";
import type { WallIncident, WallLane } from "./wall-pages";

const incident = (number: number, status: WallIncident["status"] = "accepted"): WallIncident => ({
  number,
  status,
  statuses: [],
  priority: 2,
  mergedInto: null,
  place: { id: `p${number}`, name: { zh: "", en: "" }, at: null, zones: [], responseClass: null },
  standards: [],
  units: [],
});
const lane = (number: number, incidents: number, scores: WallLane["scores"] = []): WallLane => ({
  lane: number,
  incidents: Array.from({ length: incidents }, (_, i) => incident(i + 1)),
  units: [],
  scores,
});
const wall = (lanes: WallLane[]): WallView => ({
  kind: "wall",
  phase: "running",
  clock: { rate: 1, resumeRate: 1, atMs: 0, sinceWallMs: 0 },
  pauseReason: "",
  stopped: null,
  ended: null,
  scoresReleased: false,
  leg: null,
  lanes,
});
const kinds = (view: WallView) => pagesOf(view).map(({ key }) => key);

describe("the pages of a wall", () => {
  test("are one that waits before anything is told, and the map alone before the first call", () => {
    expect(kinds(wall([]))).toEqual(["waiting"]);
    expect(kinds(wall([lane(1, 0)]))).toEqual(["map"]);
  });

  test("hold every call once on cards and once in the list of clocks, however many there are", () => {
    for (const count of [1, CARDS_MAX, CARDS_MAX + 1, 40]) {
      const pages = pagesOf(wall([lane(1, count)]));
      for (const [kind, most] of [
        ["board", CARDS_MAX],
        ["clocks", CLOCK_ROWS_MAX],
      ] as const) {
        const shown = pages.flatMap((page) => (page.kind === kind ? [page.incidents] : []));
        expect(shown.flat().map(({ number }) => number)).toEqual(
          Array.from({ length: count }, (_, i) => i + 1),
        );
        for (const some of shown) expect(some.length).toBeLessThanOrEqual(most);
      }
    }
  });

  test("put what is still open first", () => {
    const closed = {
      ...lane(1, 0),
      incidents: [incident(1, "closed"), incident(2), incident(3, "diverted")],
    };
    const [board] = pagesOf(wall([closed])).filter(({ kind }) => kind === "board");
    expect(board?.kind === "board" ? board.incidents.map(({ number }) => number) : []).toEqual([2, 1, 3]);
  });

  test("show of groups side by side every group with every call exactly once", () => {
    for (const [groups, calls] of [
      [2, 0],
      [9, 5],
      [10, 6],
      [64, 13],
    ] as const) {
      const pages = pagesOf(wall(Array.from({ length: groups }, (_, i) => lane(i + 1, calls))));
      const cells = pages.flatMap((page) => {
        if (page.kind !== "lanes") return [];
        expect(page.lanes.length).toBeLessThanOrEqual(LANES_MAX);
        expect(page.numbers.length).toBeLessThanOrEqual(LANE_INCIDENTS_MAX);
        return page.lanes.flatMap((one) => page.numbers.map((number) => `${one.lane} ${number}`));
      });
      expect(new Set(cells).size).toBe(groups * calls);
      expect(cells).toHaveLength(groups * calls);
      expect(pages.some(({ kind }) => kind === "lanes")).toBe(true);
    }
  });

  test("end with the scores once there are any: the responders', then the opposition's, the highest first", () => {
    const scored = [3_000, 5_000].map((totalHundredths, i) =>
      lane(i + 1, 1, [
        { side: "opposition", team: "", totalHundredths: totalHundredths + 5_000, coverage: 1 },
        { side: "responder", team: "", totalHundredths, coverage: 1 },
      ]),
    );
    const last = pagesOf(wall(scored)).at(-1);
    const order = last?.kind === "scores" ? last.scores.map(({ side, lane: of }) => `${side} ${of}`) : [];
    expect(order).toEqual(["responder 2", "responder 1", "opposition 2", "opposition 1"]);
  });
});
