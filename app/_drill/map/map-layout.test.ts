import { describe, expect } from "vitest";
import { fc, test } from "@fast-check/vitest";
import { arrange, leaderEnd, overlap, placeLabels, pointBox, type Thing } from "./map-layout";

const thing = (id: string, x: number, y: number, more: Partial<Thing> = {}): Thing => ({
  id,
  kind: "unit",
  x,
  y,
  width: 40,
  moving: false,
  rank: 0,
  ...more,
});

/** Things as a drill has them: most at a few places, some alone, some on their way. */
const spot = fc.constantFrom<[number, number]>([100, 100], [112, 104], [150, 120], [300, 80], [310, 240]);
const scene = fc
  .array(
    fc.record({
      kind: fc.constantFrom("incident" as const, "unit" as const, "actor" as const),
      at: fc.oneof(spot, fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 300 }))),
      width: fc.integer({ min: 24, max: 140 }),
      moving: fc.boolean(),
      rank: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map(({ at: [x, y], ...rest }, i): Thing => ({ id: `t${i}`, x, y, ...rest })));

describe("whatever is on the map", () => {
  test.prop([scene])("no block covers another, and none covers the point of another", (things) => {
    const gatherings = arrange(things);
    for (const [i, one] of gatherings.entries()) {
      for (const other of gatherings.slice(i + 1)) expect(overlap(one.box, other.box)).toBe(false);
      for (const other of gatherings) expect(overlap(one.box, pointBox(other))).toBe(false);
    }
  });

  test.prop([scene])("everything is in exactly one gathering, written out or counted", (things) => {
    const gatherings = arrange(things);
    expect(gatherings.flatMap((one) => one.things.map(({ id }) => id)).sort()).toEqual(
      things.map(({ id }) => id).sort(),
    );
    for (const { rows, things: members } of gatherings) {
      const told = rows.reduce((sum, row) => sum + row.shown.length + row.counted, 0);
      expect(told).toBe(members.length);
    }
  });

  test.prop([scene])("what was opened writes out each thing in it", (things) => {
    const [first] = things;
    fc.pre(first !== undefined);
    const opened = arrange(things, { opened: first.id }).find((one) => one.open);
    expect(opened?.things).toContainEqual(first);
    expect(opened?.rows.flatMap((row) => row.shown)).toHaveLength(opened?.things.length ?? -1);
  });

  test.prop([scene])(
    "the same things are arranged the same way, in whatever order they are named",
    (things) => {
      expect(arrange([...things].reverse())).toEqual(arrange(things));
    },
  );
});

describe("arranging", () => {
  test("puts two crews and the incident they are at into one block, the incident first", () => {
    const gatherings = arrange([
      thing("u1", 100, 100),
      thing("u2", 104, 101),
      thing("i1", 100, 100, { kind: "incident", rank: 2 }),
    ]);
    expect(gatherings).toHaveLength(1);
    expect(gatherings[0]?.rows.map(({ kind, shown }) => [kind, shown.length])).toEqual([
      ["incident", 1],
      ["unit", 2],
    ]);
  });

  test("counts three persons at one door and writes them out once opened", () => {
    const three = ["a", "b", "c"].map((id) => thing(id, 50, 50, { kind: "actor", width: 120 }));
    expect(arrange(three)[0]?.rows).toEqual([{ kind: "actor", shown: [], counted: 3 }]);
    expect(arrange(three)[0]?.folds).toBe(true);
    expect(arrange(three, { opened: "b" })[0]?.rows[0]?.shown.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  test("moves a block aside that would cover its neighbour, and draws a line to it", () => {
    const [near, far] = arrange([
      thing("i1", 100, 100, { kind: "incident", rank: 2 }),
      thing("i2", 126, 100, { kind: "incident", rank: 1 }),
    ]);
    expect(near?.box.y).toBeLessThan(100);
    expect(far && leaderEnd(far)).not.toEqual(near && leaderEnd(near));
    expect(near && far && overlap(near.box, far.box)).toBe(false);
  });

  test("keeps a crew that drives past a place apart from who stands there", () => {
    expect(arrange([thing("u1", 100, 100), thing("u2", 100, 100, { moving: true, width: 30 })])).toHaveLength(
      2,
    );
  });

  test("leaves a block where it was as long as nothing is in its way", () => {
    const alone = arrange([thing("u1", 100, 100)]);
    expect(alone[0]?.slot).toBe(0);
    const before = new Map([["u1", 1]]);
    expect(arrange([thing("u1", 100, 100)], { before })[0]?.slot).toBe(1);
  });

  test("stays in sight where it can", () => {
    const view = { x: 0, y: 0, width: 400, height: 300 };
    const [top] = arrange([thing("u1", 200, 8)], { view });
    expect(top?.box.y).toBeGreaterThanOrEqual(0);
  });

  test("does not stand under a button where it can stand elsewhere", () => {
    const button = { x: 180, y: 60, width: 60, height: 34 };
    const [one] = arrange([thing("u1", 200, 100)], { controls: [button] });
    expect(one && overlap(one.box, button)).toBe(false);
  });
});

describe("names on the ground", () => {
  test("stand beside their symbol, on the other side when the first one is taken", () => {
    const label = { id: "a", x: 100, y: 100, width: 60, height: 14, kind: "beside" as const };
    expect(placeLabels([label], []).get("a")?.x).toBe(109);
    expect(placeLabels([label], [{ x: 120, y: 90, width: 20, height: 20 }]).get("a")?.x).toBe(31);
  });

  test("are left out rather than written over something", () => {
    const label = { id: "a", x: 100, y: 100, width: 60, height: 14, kind: "beside" as const };
    expect(placeLabels([label], [{ x: 0, y: 0, width: 300, height: 300 }]).has("a")).toBe(false);
  });

  test("of zones make way for what is named before them", () => {
    const zone = { id: "z", x: 100, y: 100, width: 80, height: 20, kind: "across" as const };
    const placed = placeLabels([{ ...zone, id: "first" }, zone], []);
    const [one, other] = [placed.get("first"), placed.get("z")];
    expect(one && other && overlap(one, other)).toBe(false);
  });

  test("of an area stay in it, and are left out where it has no room", () => {
    const area = { x: 60, y: 90, width: 80, height: 20 };
    const zone = { id: "z", x: 100, y: 100, width: 80, height: 20, kind: "across" as const, area };
    expect(placeLabels([zone], []).get("z")).toEqual({ x: 60, y: 90, width: 80, height: 20 });
    expect(placeLabels([zone], [{ x: 60, y: 90, width: 80, height: 20 }]).has("z")).toBe(false);
  });

  test("stay in sight: beside on the other side, across moved in from the edge", () => {
    const view = { x: 0, y: 0, width: 400, height: 300 };
    const station = { id: "s", x: 380, y: 100, width: 60, height: 14, kind: "beside" as const };
    const zone = { id: "z", x: 10, y: 200, width: 80, height: 20, kind: "across" as const };
    const placed = placeLabels([station, zone], [], view);
    expect(placed.get("s")?.x).toBe(311);
    expect(placed.get("z")?.x).toBe(0);
  });

  test("are left out rather than cut by the edge", () => {
    const view = { x: 0, y: 0, width: 80, height: 30 };
    const station = { id: "s", x: 40, y: 15, width: 90, height: 14, kind: "beside" as const };
    expect(placeLabels([station], [], view).has("s")).toBe(false);
  });

  test("of what is out of sight are not held back: it may be dragged into sight", () => {
    const view = { x: 0, y: 0, width: 80, height: 30 };
    const station = { id: "s", x: 200, y: 15, width: 90, height: 14, kind: "beside" as const };
    expect(placeLabels([station], [], view).get("s")?.x).toBe(209);
  });

  test("on one line leave a gap, so that two do not read as one", () => {
    const label = { id: "a", x: 100, y: 100, width: 60, height: 14, kind: "beside" as const };
    const next = { ...label, id: "b", x: 241, y: 100 };
    // To its left there are 3 px between the two.
    const walls = [{ x: 241, y: 60, width: 90, height: 80 }];
    const placed = placeLabels([label, next], walls);
    expect(placed.get("a")?.x).toBe(109);
    expect(placed.get("b")?.x).not.toBe(172);
  });
});
