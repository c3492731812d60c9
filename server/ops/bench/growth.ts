import "server-only";
import { fold } from "@/domain/drill/evolve";
import type { Drill } from "@/domain/drill/state";
import { benchmarkLog } from "./setups";

/** Events that are timed together, the ends of the parts of the log that are told apart, and how often all is folded. */
const STRETCH = 1_000;
const BANDS = [10_000, 30_000, 60_000, 100_000];
const PASSES = 40;

/**
 * Prints what an event costs when so many have happened before it, in ns: again and again over the whole log, a
 * stretch at a time, and of every stretch the best time counts. The first one, with the planning, is left out.
 *
 * A program of its own, run with much room for young objects. Otherwise the collector of garbage comes at the same
 * places in every pass, marks and moves what it finds, and makes some parts of the log look dearer than others.
 */
function main(): void {
  const { events } = benchmarkLog();
  const stretches = Array.from({ length: events.length / STRETCH }, (_, i) => ({
    log: events.slice(i * STRETCH, (i + 1) * STRETCH),
    bestMs: Infinity,
  }));
  for (let pass = 0; pass < PASSES; pass++) {
    let drill: Drill | null = null;
    globalThis.gc?.();
    for (const stretch of stretches) {
      const fromMs = performance.now();
      drill = fold(stretch.log, drill);
      stretch.bestMs = Math.min(stretch.bestMs, performance.now() - fromMs);
    }
  }
  const bands = BANDS.map((to, i) => {
    const part = stretches.slice((BANDS[i - 1] ?? STRETCH) / STRETCH, to / STRETCH);
    const sumMs = part.reduce((sum, { bestMs }) => sum + bestMs, 0);
    return { to, nsPerEvent: Math.round((sumMs * 1e6) / (part.length * STRETCH)) };
  });
  console.log(JSON.stringify(bands));
}

main();
