import "server-only";
import type { Workers } from "./pool";

// Next.js has a second copy of this module, and must not bundle threads: the pool itself is opened by whoever starts the
// process, and only found here.
const shared = globalThis as typeof globalThis & { sandtableWorkers?: Workers };

/** The threads of this process. @throws when nobody has opened them. */
export function currentWorkers(): Workers {
  if (!shared.sandtableWorkers) throw new Error("The threads have not been opened in this process.");
  return shared.sandtableWorkers;
}

/** Makes a pool the one of this process. */
export function setCurrentWorkers(workers: Workers): void {
  shared.sandtableWorkers = workers;
}
