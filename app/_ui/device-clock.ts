/**
 * What this device takes for the time. The only reader of its clocks on a screen (lint enforces it).
 *
 * The wall clock of a device can be set while a page is open, and then everything counted by it leaps. What is counted
 * here goes on evenly: it began at the wall clock's time when the page was opened and follows the monotonic clock since.
 * The server's time is this plus an offset that is measured (docs/decisions/0048-the-time-a-device-shows.md).
 */
export type DeviceClock = {
  /** Unix time in whole ms as this device believes it; only goes forwards. */
  deviceMs: () => number;
  /** Compares the two clocks now. */
  check: () => void;
  /** Calls back when the clocks have come apart: what was measured before must be measured again. */
  watchLeaps: (leapt: () => void) => () => void;
  /** What leapt since the device believed it was `deviceMs`. */
  leapsSince: (deviceMs: number) => readonly Leap[];
  /** Says that the page could not be seen for a while, as when a device sleeps. */
  noteHidden: () => void;
};

export type Leap = {
  /** When it was noticed, by `deviceMs`. */
  atMs: number;
  byMs: number;
  /** Taken for sleep, in which the monotonic clock of some machines stands still, and so followed. */
  slept: boolean;
};

/** Clocks are drawn together by less than this at a time; a person who sets one means more. */
const LEAP_MS = 400;
const LEAPS_MAX = 50;

export function deviceClock(wall: () => number, monotonic: () => number): DeviceClock {
  let beganMs = wall() - monotonic();
  /** Wall clock minus what is told here. */
  let apartMs = 0;
  let wasHidden = false;
  const leaps: Leap[] = [];
  const listeners = new Set<() => void>();
  const deviceMs = () => Math.floor(beganMs + monotonic());

  function check() {
    const byMs = Math.round(wall() - deviceMs() - apartMs);
    const unseen = wasHidden;
    wasHidden = false;
    if (Math.abs(byMs) < LEAP_MS) {
      // A slow drift is no leap, and must not add up to one.
      apartMs += byMs;
      return;
    }
    // Nobody sleeps backwards, and a screen that was in sight all the time has not slept.
    const slept = byMs > 0 && unseen;
    leaps.push({ atMs: deviceMs(), byMs, slept });
    if (leaps.length > LEAPS_MAX) leaps.shift();
    if (slept) beganMs += byMs;
    else apartMs += byMs;
    for (const leapt of listeners) leapt();
  }

  return {
    deviceMs,
    check,
    watchLeaps: (leapt) => {
      listeners.add(leapt);
      return () => listeners.delete(leapt);
    },
    leapsSince: (ms) => leaps.filter(({ atMs }) => atMs >= ms),
    noteHidden: () => {
      wasHidden = true;
    },
  };
}

/**
 * By how much the server's time of an entry must be put right, in ms, once the offset has been measured again.
 *
 * Without a leap since, the new offset says it exactly. A leap may have been taken for the wrong thing: of the
 * answers that are possible then, the one that changes least is believed.
 *
 * @param thenOffsetMs The offset the entry was made with.
 */
export function correctionMs(thenOffsetMs: number, nowOffsetMs: number, leaps: readonly Leap[]): number {
  const plain = nowOffsetMs - thenOffsetMs;
  const answers = [plain, ...leaps.map(({ byMs, slept }) => (slept ? plain + byMs : plain - byMs))];
  return answers.reduce((least, answer) => (Math.abs(answer) < Math.abs(least) ? answer : least));
}

const CHECK_EVERY_MS = 1_000;

const clock = deviceClock(
  () => Date.now(),
  () => performance.now(),
);
if (typeof window !== "undefined") {
  setInterval(clock.check, CHECK_EVERY_MS);
  document.addEventListener("visibilitychange", () => {
    clock.noteHidden();
    if (document.visibilityState === "visible") clock.check();
  });
  window.addEventListener("pageshow", clock.check);
  window.addEventListener("focus", clock.check);
}

/** Which life of the page this is: what `deviceMs` told in another one cannot be compared. */
export const thisPage = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
  byte.toString(16).padStart(2, "0"),
).join("");

/** Unix time in whole ms as this device believes it; only goes forwards, also when its clock is set back. */
export function deviceMs(): number {
  // A server draws with its own clock, and nothing it draws lasts long enough for that to leap.
  return typeof window === "undefined" ? Date.now() : clock.deviceMs();
}

export const watchLeaps = clock.watchLeaps;
export const leapsSince = clock.leapsSince;

/** What the device's wall clock says, Unix time in ms: only for how old things are that are kept here for days. */
export function wallMs(): number {
  return Date.now();
}

/** The device's wall clock minus `deviceMs`, in ms: for what is kept on the device and read by another page. */
export function wallApartMs(): number {
  return Date.now() - deviceMs();
}
