import "server-only";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Lets a benchmark tell what a process keeps from what it has merely not thrown away yet: on SIGUSR2 all garbage is
 * collected.
 */
export function collectOnSignal(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  process.on("SIGUSR2", () => {
    if (typeof collect === "function") collect();
  });
}
