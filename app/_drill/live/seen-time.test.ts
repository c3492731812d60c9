import { expect, test } from "vitest";
import { seenAtMs } from "./seen-time";

const NOW_MS = 190_000;
const CALLED_MS = 20_500;

test.each([
  ["now", "", 190_000],
  ["one", "", 130_000],
  ["five", "", 0],
  ["exact", "T+02:05", 125_000],
  ["exact", "3:10", 190_000],
  ["exact", "0:20", 20_500],
  ["exact", "0:19", 19_000],
] as const)("what was seen %s %s ago or at is a drill time not before StartEx", (how, exact, ms) => {
  expect(seenAtMs({ how, exact }, NOW_MS, CALLED_MS)).toBe(ms);
});

test.each(["3:11", "later", "", "T-0:30"])(
  "an exact time is refused that is still to come or no time: %j",
  (exact) => {
    expect(seenAtMs({ how: "exact", exact }, NOW_MS, CALLED_MS)).toBeNull();
  },
);
