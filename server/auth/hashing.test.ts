import { describe, expect, test } from "vitest";
import { refusedWith } from "./testing";
import { boundedWork } from "./hashing";

describe("work that keeps a processor busy", () => {
  test("is done a few at a time, in the order it came, and refused with a sentence when too many wait", async () => {
    const inTurn = boundedWork(2, 3);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = (number: number) => async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      order.push(number);
      return number;
    };
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map((number) => inTurn(work(number))));
    expect(most).toBe(2);
    expect(order).toEqual([1, 2, 3, 4, 5]);
    const refused = outcomes.filter((one) => one.status === "rejected").map((one): unknown => one.reason);
    expect(refused).toEqual([
      expect.objectContaining(refusedWith("sign-in-busy").cause),
      expect.objectContaining(refusedWith("sign-in-busy").cause),
    ]);
  });

  test("gives its place on when it fails", async () => {
    const inTurn = boundedWork(1, 1);
    const failing = inTurn(() => Promise.reject(new Error("It failed.")));
    const next = inTurn(() => Promise.resolve("next"));
    await expect(failing).rejects.toThrow("It failed.");
    await expect(next).resolves.toBe("next");
    await expect(inTurn(() => Promise.resolve("after"))).resolves.toBe("after");
  });
});
