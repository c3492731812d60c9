import "server-only";
import { writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Lets a benchmark learn what a process keeps, as opposed to what it has merely not thrown away yet: on SIGUSR2 all
 * garbage is collected, and the size of what is left written to a file.
 */
export function collectOnSignal(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  process.on("SIGUSR2", () => {
    if (typeof collect !== "function") return;
    collect();
    const { heapUsed, external } = process.memoryUsage();
    writeFileSync(keptFile(process.pid), String(heapUsed + external));
  });
}

/** Where a process writes how many bytes its heap keeps, and what hangs on it outside. */
export function keptFile(pid: number): string {
  return path.join(os.tmpdir(), `sandtable-kept-${pid}`);
}
