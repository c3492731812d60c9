import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { later } from "./later";

describe("a part of the program that is fetched when it is needed", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Fails so many times, then answers. */
  function reachableAfter(failures: number) {
    let asked = 0;
    const load = () => {
      asked += 1;
      return asked > failures ? Promise.resolve("part") : Promise.reject(new Error("no line"));
    };
    return { part: later(load), asked: () => asked };
  }

  it("is asked for until the server is reached, and given once", async () => {
    const { part, asked } = reachableAfter(3);
    const given: string[] = [];
    part.untilThere(new AbortController().signal, (it) => given.push(it));
    await vi.advanceTimersByTimeAsync(14_999);
    expect([asked(), given]).toEqual([3, []]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked(), given]).toEqual([4, ["part"]]);
  });

  it("is asked for no more, and given to nobody, once whoever wanted it is gone", async () => {
    const { part, asked } = reachableAfter(1);
    const given: string[] = [];
    const gone = new AbortController();
    part.untilThere(gone.signal, (it) => given.push(it));
    await vi.advanceTimersByTimeAsync(0);
    gone.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked(), given]).toEqual([1, []]);
  });

  it("breaks nothing when it was asked for ahead of need without a line", async () => {
    const uncaught = vi.fn();
    process.on("unhandledRejection", uncaught);
    const { part, asked } = reachableAfter(1);
    part.ahead();
    await vi.advanceTimersByTimeAsync(0);
    vi.useRealTimers();
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", uncaught);
    expect([asked(), uncaught.mock.calls]).toEqual([1, []]);
    await expect(part.now()).resolves.toBe("part");
  });
});
