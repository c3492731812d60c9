import "server-only";
import { log } from "@/server/log";

/** Work that nobody waits for. An outage is logged and left to the next attempt. */
export type Background = {
  /** @param what Named in the log when it fails. */
  run: (what: string, work: () => Promise<unknown>) => void;
  /** The same, unless the last time is still under way: work must not pile up while the database is slow. */
  runOnce: (what: string, work: () => Promise<unknown>) => void;
  isStopped: () => boolean;
  /** From now on nothing is begun, and what fails is no news any more. */
  stop: () => void;
  /** When everything has ended that was begun. */
  settled: () => Promise<void>;
};

export function openBackground(): Background {
  let stopped = false;
  const underWay = new Set<Promise<unknown>>();
  const busy = new Set<string>();

  const run: Background["run"] = (what, work) => {
    if (stopped) return;
    const begun = work().catch((error: unknown) => {
      if (!stopped) log.warn({ err: error }, `${what} failed`);
    });
    underWay.add(begun);
    void begun.finally(() => underWay.delete(begun));
  };

  return {
    run,
    runOnce(what, work) {
      if (busy.has(what) || stopped) return;
      busy.add(what);
      run(what, () => work().finally(() => busy.delete(what)));
    },
    isStopped: () => stopped,
    stop() {
      stopped = true;
    },
    async settled() {
      await Promise.allSettled(underWay);
    },
  };
}
