import { expect, test } from "vitest";
import type { LonLat } from "@/domain/ground/schema";
import type { MapUnit } from "./board-map";
import { piecesOf, whereIs } from "./map-stock";

const never = () => {
  throw new Error("Nothing is drawn before there is room for it.");
};
const makers = { pin: never, chip: never, tag: never };
const ruler = (text: string) => text.length * 10;
const unit = (own: Partial<MapUnit>): MapUnit => ({
  id: "u1",
  label: "101",
  title: "101 Patrol",
  status: "idle",
  at: [122, 30],
  leg: null,
  ...own,
});
const path: LonLat[] = [
  [122, 30],
  [122.2, 30],
];

test("a unit of which nobody knows where it is does not stand on the map", () => {
  const none = { incidents: [], actors: [] };
  expect(piecesOf({ ...none, units: [unit({ at: null })] }, makers, ruler).size).toBe(0);
  expect([...piecesOf({ ...none, units: [unit({})] }, makers, ruler).keys()]).toEqual(["unit:u1"]);
});

test("of incidents at one point the selected one has room first, and one that is over last", () => {
  const incident = { title: "", priority: 2 as 1 | 2, at: [122, 30] as LonLat, selected: false, over: false };
  const incidents = [
    { ...incident, number: 1, over: true },
    { ...incident, number: 2 },
    { ...incident, number: 3, selected: true },
    { ...incident, number: 4, priority: 1 as 1 | 2 },
  ];
  const pieces = [...piecesOf({ incidents, units: [], actors: [] }, makers, ruler).values()];
  const byRank = pieces.sort((a, b) => b.thing.rank - a.thing.rank).map(({ thing }) => thing.id);
  expect(byRank).toEqual(["incident:3", "incident:4", "incident:2", "incident:1"]);
});

test("what is on its way is as far along its path as the time of the leg that has passed", () => {
  const leg = { path, departsAtMs: 1_000, arrivesAtMs: 3_000 };
  const halfway = whereIs({ at: [0, 0], leg }, 2_000);
  expect(halfway[0]).toBeCloseTo(122.1, 5);
  expect(whereIs({ at: [1, 2], leg: null }, 2_000)).toEqual([1, 2]);
});
