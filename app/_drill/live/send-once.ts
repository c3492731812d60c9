import { readableError } from "@/app/_trpc/readable-error";

/** A person waits for an answer about this long; after that a failure must be shown, not hidden. */
const PATIENCE_MS = 20_000;

/** How long to wait before an attempt, from 1: longer each time, and never in step with everybody else. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const longest = Math.min(8_000, 400 * 2 ** Math.min(attempt - 1, 6));
  return longest / 2 + (longest / 2) * random();
}

/** A server that fails this often at one thing has a bug, not an outage. */
const FAILURES_MAX = 4;

/**
 * Sends until the server has said yes or no, for as long as somebody is willing to wait.
 *
 * Safe only because every attempt carries the same command id: when it is unknown whether the last one arrived,
 * or whether its commit did, asking again is the way to find out.
 */
export async function sentOnce<T>(
  attempt: () => Promise<T>,
  {
    patienceMs = PATIENCE_MS,
    now = () => performance.now(),
    pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  }: { patienceMs?: number; now?: () => number; pause?: (ms: number) => Promise<void> } = {},
): Promise<T> {
  const untilMs = now() + patienceMs;
  let failures = 0;
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      const { code, requestId } = readableError(error);
      if (requestId !== null) failures += 1;
      const waitMs = backoffMs(attempts);
      if (code !== null || failures >= FAILURES_MAX || now() + waitMs > untilMs) throw error;
      await pause(waitMs);
    }
  }
}
