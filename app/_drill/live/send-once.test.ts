import { TRPCClientError } from "@trpc/client";
import { describe, expect, test } from "vitest";
import { backoffMs, sentOnce } from "./send-once";
import { measuredOffsetMs } from "./server-offset";

const noAnswer = () => new TRPCClientError("Failed to fetch");
const answered = (refusal: { code: string; params: object } | null) =>
  TRPCClientError.from({
    error: { code: -32_000, message: "No.", data: { refusal, requestId: "r-1", fields: null } },
  });

/** Time that passes only while somebody waits. */
function patience(patienceMs: number) {
  let nowMs = 0;
  return {
    patienceMs,
    now: () => nowMs,
    pause: (ms: number) => {
      nowMs += ms;
      return Promise.resolve();
    },
  };
}

describe("sending once", () => {
  test("tries again while there is no answer, and stops at the first", async () => {
    let attempts = 0;
    const outcome = await sentOnce(() => {
      attempts += 1;
      return attempts < 5 ? Promise.reject(noAnswer()) : Promise.resolve("stored");
    }, patience(20_000));
    expect([outcome, attempts]).toEqual(["stored", 5]);
  });

  test("takes a refusal for an answer", async () => {
    let attempts = 0;
    const refused = sentOnce(() => {
      attempts += 1;
      return Promise.reject(answered({ code: "clock-paused", params: {} }));
    }, patience(20_000));
    await expect(refused).rejects.toThrow("No.");
    expect(attempts).toBe(1);
  });

  test("gives up on a server that keeps failing, long before patience runs out", async () => {
    let attempts = 0;
    const failed = sentOnce(() => {
      attempts += 1;
      return Promise.reject(answered(null));
    }, patience(1_000_000));
    await expect(failed).rejects.toThrow("No.");
    expect(attempts).toBe(4);
  });

  test("gives up on a network that does not come back", async () => {
    const clock = patience(20_000);
    await expect(sentOnce(() => Promise.reject(noAnswer()), clock)).rejects.toThrow("Failed to fetch");
    expect(clock.now()).toBeLessThanOrEqual(20_000);
  });

  test("waits longer each time up to a bound, and never in step with others", () => {
    const longest = [1, 2, 3, 4, 5, 6, 20].map((attempt) => backoffMs(attempt, () => 1));
    expect(longest).toEqual([400, 800, 1_600, 3_200, 6_400, 8_000, 8_000]);
    expect(backoffMs(3, () => 0)).toBe(800);
  });
});

test("the offset to the server is taken from the reading that was quickest on its way", async () => {
  // The server is 5 s ahead; only the third reading is quick, the others tell of the way back only.
  const ways = [
    [10, 400],
    [300, 10],
    [20, 20],
    [10, 500],
  ];
  let nowMs = 1_000;
  let reading = 0;
  const serverTime = () => {
    const [there = 0, back = 0] = ways[reading] ?? [];
    reading += 1;
    nowMs += there;
    const serverMs = nowMs + 5_000;
    nowMs += back;
    return Promise.resolve(serverMs);
  };
  expect(await measuredOffsetMs(serverTime, () => nowMs)).toBe(5_000);
});
