import { afterAll, afterEach, vi } from "vitest";
import { log } from "@/server/log";

/** No test ends the database under a running drill, so nothing that falls due in one may fail. */
const NEVER = "what fell due in a drill failed";

const said: unknown[] = [];
const warn = log.warn.bind(log);
const spy = vi.spyOn(log, "warn").mockImplementation((...args: unknown[]) => {
  if (args.includes(NEVER)) said.push(...args);
  Reflect.apply(warn, null, args);
});

afterEach(() => {
  const [first] = said.splice(0);
  if (first !== undefined) throw new Error(`The log says: ${NEVER}.`, { cause: first });
});

// The next file of this worker has the same log, and watches it by itself.
afterAll(() => spy.mockRestore());
