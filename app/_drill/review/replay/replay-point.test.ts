import { describe, expect, test } from "vitest";
import { momentFrom, neighbour, sideFrom } from "./replay-point";

const tide = { zh: "潮", en: "Tide" };
const reef = { zh: "礁", en: "Reef" };
const sides = [
  { lane: 1, side: "responder" as const, team: tide, lengthMs: 60_000 },
  { lane: 1, side: "opposition" as const, team: reef, lengthMs: 60_000 },
];

describe("the address of a replay", () => {
  test("names a side, and one that does not exist is the first", () => {
    expect(sideFrom(sides, new URLSearchParams("lane=1&side=opposition"))?.team).toBe(reef);
    expect(sideFrom(sides, new URLSearchParams("lane=7&side=opposition"))?.team).toBe(tide);
  });

  test.each([
    ["at=30", 30_000],
    ["at=9999", 60_000],
    ["at=-5", 0],
    ["at=soon", 0],
    ["", 0],
  ])("names a moment of the drill: %s", (query, atMs) => {
    expect(momentFrom(new URLSearchParams(query), 60_000)).toBe(atMs);
  });
});

test("steps go from one second in which something happened to the next, and stop at the ends", () => {
  const moments = [1_200, 1_900, 5_500];
  expect(neighbour(moments, 0, 1)).toBe(1_000);
  expect(neighbour(moments, 1_000, 1)).toBe(5_000);
  expect(neighbour(moments, 5_500, 1)).toBeNull();
  expect(neighbour(moments, 5_500, -1)).toBe(1_000);
  expect(neighbour(moments, 1_900, -1)).toBeNull();
});
