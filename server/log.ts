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
 * them. Of other things only what is text of their own is kept, and of that only its first line.
 */
export function logConsole(target: Pick<Console, (typeof CONSOLE)[number]["name"]>): void {
  for (const { name, level } of CONSOLE) {
    target[name] = (...args: unknown[]) => {
      const err = args.find((one) => one instanceof Error);
      log[level](err === undefined ? { from: "console" } : { from: "console", err }, textOf(args));
    };
  }
}

const CONSOLE = [
  { name: "error", level: "error" },
  { name: "warn", level: "warn" },
  { name: "log", level: "info" },
  { name: "info", level: "info" },
  { name: "debug", level: "debug" },
  { name: "trace", level: "debug" },
] as const;

/** What a library says in a sentence of its own. Text that holds data comes as an error, an object or many lines. */
function textOf([first]: readonly unknown[]): string {
  if (typeof first !== "string") return "something was written to the console";
  const [line = ""] = first.trim().split("\n");
  return /Failed query|params:|Error:/.test(line)
    ? "an error was written to the console"
    : line.slice(0, 200);
}
