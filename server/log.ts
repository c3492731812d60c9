import "server-only";
import pino from "pino";
import { env } from "./env";

// One logger for this process and for Next.js's second copy of the module.
const shared = globalThis as typeof globalThis & { sandtableLog?: pino.Logger };

/** Lines of JSON on standard output. Passwords and session tokens never belong in a field. */
export const log: pino.Logger = (shared.sandtableLog ??= pino({
  level: env.logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["password", "*.password", "headers.cookie", "headers.authorization", "*.token"],
}));
