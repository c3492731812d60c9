import "server-only";
import pino from "pino";
import { env } from "./env";
import { safeError } from "./safe-error";

// One logger for this process and for Next.js's second copy of the module.
const shared = globalThis as typeof globalThis & { sandtableLog?: pino.Logger };

/** Lines of JSON on standard output. Passwords and session tokens never belong in a field. */
export const log: pino.Logger = (shared.sandtableLog ??= pino(logOptions(env.logLevel)));

/** How lines are written, wherever they go. Of errors they hold only what `safeError` lets through. */
export function logOptions(level: string): pino.LoggerOptions {
  return {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ["password", "*.password", "headers.cookie", "headers.authorization", "*.token"],
    serializers: { err: (error: unknown) => safeError(error) },
    hooks: {
      logMethod(args, method) {
        const [first, ...rest]: unknown[] = args;
        // The library would take an error's own message for the line's.
        const fields = first instanceof Error ? { err: first } : first;
        const needsText = typeof fields === "object" && typeof rest[0] !== "string";
        Reflect.apply(method, this, needsText ? [fields, "something failed"] : [fields, ...rest]);
      },
    },
  };
}

/** Gives every line to a test, whatever the level. */
export function divertLog(write: (line: string) => void): void {
  Reflect.set(log, pino.symbols.streamSym, { write });
  log.level = "trace";
}

/**
 * Sends what libraries write to the console through the log: Next.js prints whole errors there, with everything in
 * them. Only that something was written is kept, and of an error what `safeError` lets through.
 */
export function logConsole(target: Pick<Console, (typeof CONSOLE)[number]["name"]>): void {
  for (const { name, level } of CONSOLE) {
    target[name] = (...args: unknown[]) => {
      const err = args.find((one) => one instanceof Error);
      // Of a text nobody can tell whether it quotes what somebody typed; the stack of an error says enough.
      const fields = err === undefined ? { from: "console" } : { from: "console", err };
      log[level](fields, "something was written to the console");
    };
  }
}

/** What nobody catches goes through the log, too: Node would print the whole error. */
export function logUncaught(): void {
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a promise failed unnoticed"));
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "the server cannot go on");
    process.exit(1);
  });
}

const CONSOLE = [
  { name: "error", level: "error" },
  { name: "warn", level: "warn" },
  { name: "log", level: "info" },
  { name: "info", level: "info" },
  { name: "debug", level: "debug" },
  { name: "trace", level: "debug" },
] as const;
