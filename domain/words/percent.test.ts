import { expect, test } from "vitest";
import { percentOf } from "./percent";

test("a share is rounded down to whole percent, and by nothing that is not in it", () => {
  expect([0.769, 0.29, 0.57, 0.999, 1, 0].map(percentOf)).toEqual([76, 29, 57, 99, 100, 0]);
});
