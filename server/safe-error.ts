import "server-only";
import { fitting } from "@/domain/shortened";

/** What a log may know of something thrown. Whatever is not named here stays out, whoever threw it. */
export type SafeError = {
  type: string;
  code?: string;
  message?: string;
  /** Where it was thrown, without the message. */
  stack?: string;
  severity?: string;
  routine?: string;
  schema?: string;
  table?: string;
  column?: string;
  constraint?: string;
  /** Of input that did not fit: what was wrong and where, never what was there. */
  issues?: string[];
  cause?: SafeError;
  errors?: SafeError[];
};

const DEPTH_MAX = 5;
const MESSAGE_CHARACTERS_MAX = 300;

/**
 * An error as it may be written down: who threw what where, and nothing of what was asked.
 *
 * At an outage every statement fails, and with the usual serializer each would put its parameters into the log:
 * session tokens, what people typed, whole scenarios. So fields are allowed one by one, and of messages only those
 * that cannot quote anything.
 */
export function safeError(thrown: unknown, depth = 0): SafeError {
  if (!(thrown instanceof Error)) return { type: thrown === null ? "null" : typeof thrown };
  const of = new Map<string, unknown>(Object.entries(thrown));
  const text = (name: string) => {
    const value = of.get(name);
    return typeof value === "string" && /^[\w.$-]{1,80}$/.test(value) ? value : undefined;
  };
  const safe: SafeError = { type: text("name") ?? (/^\w{1,60}$/.test(thrown.name) ? thrown.name : "Error") };
  const add = <Field extends keyof SafeError>(field: Field, value: SafeError[Field] | undefined) => {
    if (value !== undefined) safe[field] = value;
  };
  const code = text("code");
  // A code is a word of a library's or the database's; what somebody typed is not.
  add("code", code !== undefined && /^[A-Z0-9_]{1,40}$/.test(code) ? code : undefined);
  add("message", safeMessage(thrown));
  add("stack", framesOf(thrown));
  add("severity", text("severity"));
  add("routine", text("routine"));
  add("schema", text("schema_name"));
  add("table", text("table_name"));
  add("column", text("column_name"));
  add("constraint", text("constraint_name"));
  add("issues", issuesOf(thrown));
  if (depth >= DEPTH_MAX) return safe;
  if (thrown.cause !== undefined) add("cause", safeError(thrown.cause, depth + 1));
  if (thrown instanceof AggregateError) {
    add(
      "errors",
      thrown.errors.slice(0, DEPTH_MAX).map((one: unknown) => safeError(one, depth + 1)),
    );
  }
  return safe;
}

/** A message without what was asked; undefined where the message is nothing but that. */
function safeMessage(error: Error): string | undefined {
  const { message, name } = error;
  // The parser quotes what it could not read, and checks of input name keys that somebody typed.
  if (name === "SyntaxError" || isValidation(error)) return undefined;
  if (name === "DrizzleQueryError" || /^Failed query:/.test(message)) return "A statement failed.";
  const code: unknown = Object.entries(error).find(([key]) => key === "code")?.[1];
  const said =
    name === "PostgresError" && typeof code === "string" && !QUOTES_NO_DATA.test(code)
      ? (message.split(/[:"(]/)[0] ?? "")
      : message;
  const [first = ""] = said.split(/\n|params:/);
  return fitting(first, MESSAGE_CHARACTERS_MAX).trim();
}

/**
 * SQLSTATEs whose messages quote names of tables and roles at most: connections, transactions, constraints, resources,
 * shutdown, disk. Bad data (22) and syntax (42) quote the data.
 */
const QUOTES_NO_DATA = /^(08|23|25|28|3D|40|53|55|57|58)|^42501$|^42P01$/;

function isValidation(error: Error): error is Error & { issues: unknown[] } {
  return "issues" in error && Array.isArray(error.issues);
}

function issuesOf(error: Error): string[] | undefined {
  if (!isValidation(error)) return undefined;
  return error.issues.slice(0, 10).map((issue) => {
    if (typeof issue !== "object" || issue === null) return "?";
    const code = "code" in issue && typeof issue.code === "string" ? issue.code : "?";
    const path = "path" in issue && Array.isArray(issue.path) ? issue.path.slice(0, 8) : [];
    // A key of a record is something somebody typed; fields of ours look like this.
    const steps = path.map((step: unknown) =>
      typeof step === "number" || (typeof step === "string" && /^[a-z][A-Za-z]{0,24}$/.test(step))
        ? String(step)
        : "*",
    );
    return `${code} ${steps.join(".")}`.trim();
  });
}

/** The places of a stack. Its first lines are the message, which may itself look like places. */
function framesOf({ stack, message }: Error): string | undefined {
  if (typeof stack !== "string") return undefined;
  const at = message === "" ? -1 : stack.indexOf(message);
  const rest = at === -1 ? stack : stack.slice(at + message.length);
  const frames = rest
    .split("\n")
    .filter((line) => /^\s+at \S.*(:\d+:\d+\)?|<anonymous>\)?|native\)?)$/.test(line));
  return frames.length === 0
    ? undefined
    : frames
        .slice(0, 20)
        .map((line) => line.trim())
        .join(" | ");
}
