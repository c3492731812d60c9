import { describe, expect, test } from "vitest";
import { correctionMs, deviceClock } from "./device-clock";

/** A device with both of its clocks in hand. */
function device() {
  let wallMs = 1_800_000_000_000;
  let monotonicMs = 5_000.25;
  const clock = deviceClock(
    () => wallMs,
    () => monotonicMs,
  );
  return {
    clock,
    pass: (ms: number) => {
      wallMs += ms;
      monotonicMs += ms;
    },
    set: (byMs: number) => (wallMs += byMs),
  };
}

const HOUR = 3_600_000;

describe("the clock of a device", () => {
  test.each([-3 * HOUR, -5_000, 5_000, 3 * HOUR])(
    "set by %d ms while the page is in sight changes no time that is told",
    (byMs) => {
      const { clock, pass, set } = device();
      const beganMs = clock.deviceMs();
      pass(10_000);
      set(byMs);
      expect(clock.deviceMs() - beganMs).toBe(10_000);
      clock.check();
      pass(1_000);
      expect(clock.deviceMs() - beganMs).toBe(11_000);
    },
  );

  test("that is set makes whoever measures measure again at once, and once", () => {
    const { clock, pass, set } = device();
    let leaps = 0;
    clock.watchLeaps(() => (leaps += 1));
    pass(1_000);
    clock.check();
    set(-HOUR);
    clock.check();
    pass(1_000);
    clock.check();
    expect(leaps).toBe(1);
  });

  test("that slept out of sight goes on with the time that passed", () => {
    const { clock, pass, set } = device();
    const beganMs = clock.deviceMs();
    pass(1_000);
    clock.noteHidden();
    set(HOUR);
    clock.check();
    expect(clock.deviceMs() - beganMs).toBe(HOUR + 1_000);
  });

  test("that drifts slowly is not taken for one that was set", () => {
    const { clock, pass, set } = device();
    let leaps = 0;
    clock.watchLeaps(() => (leaps += 1));
    for (let second = 0; second < 1_000; second++) {
      pass(1_000);
      set(2);
      clock.check();
    }
    expect(leaps).toBe(0);
  });
});

describe("an entry made without the server", () => {
  test("with an offset that was wrong by two hours is put right by two hours", () => {
    expect(correctionMs(0, -2 * HOUR, [])).toBe(-2 * HOUR);
  });

  test("before a sleep that was followed stands", () => {
    expect(correctionMs(1_500, 1_520, [{ atMs: 0, byMs: HOUR, slept: true }])).toBe(20);
  });

  test("before a sleep that was taken for a clock being set stands", () => {
    expect(correctionMs(0, HOUR + 30, [{ atMs: 0, byMs: HOUR, slept: false }])).toBe(30);
  });

  test("before a clock was set, which was taken for sleep, stands", () => {
    expect(correctionMs(0, -HOUR, [{ atMs: 0, byMs: HOUR, slept: true }])).toBe(0);
  });
});
