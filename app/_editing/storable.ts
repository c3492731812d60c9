import type { z } from "zod";

/** Each round holds back at least one part more; a document has few that are wrong at a time. */
const ROUNDS_MAX = 50;

/**
 * What can be stored of a document: everything but the parts that do not fit yet, such as a name that is still empty.
 * Those stay as they are stored, and a row that was never stored waits until it fits.
 *
 * @param stored The document as it is stored.
 * @returns Null when nothing can be stored like this.
 */
export function storablePart<T>(content: T, stored: T, schema: z.ZodType<T>): T | null {
  let candidate: unknown = content;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const parsed = schema.safeParse(candidate);
    // Not what the schema made of it: the same document, so that nothing else changes by being stored.
    if (parsed.success) return candidate as T;
    const [issue] = parsed.error.issues;
    const path = issue?.path.filter((part) => typeof part !== "symbol") ?? [];
    const next = heldBack(candidate, stored, path);
    if (next === candidate) return null;
    candidate = next;
  }
  return null;
}

/** The document with the part at a path as it is stored. */
function heldBack(content: unknown, stored: unknown, path: readonly (string | number)[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return stored;
  if (Array.isArray(content) && typeof key === "number") {
    const row: unknown = content[key];
    const rows: readonly unknown[] = Array.isArray(stored) ? stored : [];
    const id = idOf(row);
    const before = id === null ? rows[key] : rows.find((one) => idOf(one) === id);
    if (before === undefined) return content.filter((_, i) => i !== key);
    return content.map((one: unknown, i) => (i === key ? heldBack(one, before, rest) : one));
  }
  if (!isRecord(content)) return stored;
  const before = isRecord(stored) ? stored[key] : undefined;
  const next = { ...content };
  if (before === undefined && rest.length === 0) delete next[key];
  else next[key] = heldBack(content[key], before, rest);
  return next;
}

function idOf(value: unknown): string | null {
  return isRecord(value) && typeof value.id === "string" ? value.id : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
