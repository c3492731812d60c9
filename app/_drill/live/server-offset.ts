import { deviceMs } from "@/app/_ui/device-clock";

/** One reading can be off by half its way there and back; the quickest of a few is good enough to show seconds. */
const READINGS = 4;

/**
 * Server wall clock minus `deviceMs`, in ms.
 *
 * @param serverTime Asks the server for its time, Unix time in ms.
 */
export async function measuredOffsetMs(
  serverTime: () => Promise<number>,
  now: () => number = deviceMs,
): Promise<number> {
  let best = { wayMs: Infinity, offsetMs: 0 };
  for (let i = 0; i < READINGS; i++) {
    const askedMs = now();
    const serverMs = await serverTime();
    const answeredMs = now();
    const wayMs = answeredMs - askedMs;
    if (wayMs < best.wayMs) best = { wayMs, offsetMs: serverMs - (askedMs + wayMs / 2) };
  }
  return Math.round(best.offsetMs);
}
