import { expect, test } from "vitest";
import { shuffled } from "./shuffled";

test("an order follows from its key alone, and over many keys every place is equally likely", () => {
  const options = ["best", "b", "c", "d"];
  expect(shuffled(options, "7 how")).toEqual(shuffled(options, "7 how"));
  const places = [0, 0, 0, 0];
  for (let seed = 0; seed < 4_000; seed++) {
    const order = shuffled(options, `${seed} how`);
    expect([...order].sort()).toEqual([...options].sort());
    const at = order.indexOf("best");
    places[at] = (places[at] ?? 0) + 1;
  }
  // A chi-square of 16.3 with three degrees of freedom is exceeded once in a thousand.
  const chiSquare = places.reduce((sum, n) => sum + (n - 1_000) ** 2 / 1_000, 0);
  expect(chiSquare).toBeLessThan(16.3);
});
