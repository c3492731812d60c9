/** How deep what is sent may be nested; a scenario's deepest condition needs half of it. */
export const DEPTH_MAX = 40;
/** Longest list that any input may hold: the injects of a scenario. */
export const ENTRIES_MAX = 1_000;
/** Most fields of one object. */
export const FIELDS_MAX = 200;
/** Longest text that any input may hold, in UTF-16 units; every field has a limit of its own below it. */
export const TEXT_MAX = 20_000;

/** Why something that was sent cannot be kept as it is, and where in it. */
export type Unstorable = {
  path: (string | number)[];
  why:
    | "text-not-storable"
    | "nested-too-deep"
    | "too-many-entries"
    | "too-many-fields"
    | "text-too-long"
    | "number-too-large";
};

/** Whether a text can be kept: PostgreSQL takes neither the NUL character nor half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}

/**
 * The first thing in a value that could not be kept exactly as it was sent, or would cost more to look at than any
 * honest input does; null where there is none. Looks at keys as well as values.
 *
 * It walks with a list of its own: what it is there to find could be nested deeper than functions can call each other.
 */
export function firstUnstorable(value: unknown): Unstorable | null {
  const waiting: { value: unknown; path: Step | null; depth: number }[] = [{ value, path: null, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, depth } = next;
    const why = reasonAgainst(next.value, depth);
    if (why !== null) return { path: stepsOf(path), why };
    if (typeof next.value !== "object" || next.value === null) continue;
    const entries: [string | number, unknown][] = Array.isArray(next.value)
      ? [...next.value.entries()]
      : Object.entries(next.value);
    // The last is looked at first, so the first has to be put there last.
    for (const [key, inside] of entries.reverse()) {
      if (typeof key === "string" && !isStorableText(key)) {
        return { path: stepsOf(path), why: "text-not-storable" };
      }
      waiting.push({ value: inside, path: { key, before: path }, depth: depth + 1 });
    }
  }
  return null;
}

type Step = { key: string | number; before: Step | null };

function reasonAgainst(value: unknown, depth: number): Unstorable["why"] | null {
  if (typeof value === "string") {
    if (value.length > TEXT_MAX) return "text-too-long";
    return isStorableText(value) ? null : "text-not-storable";
  }
  if (typeof value === "number")
    return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? null : "number-too-large";
  if (typeof value !== "object" || value === null) return null;
  if (depth > DEPTH_MAX) return "nested-too-deep";
  if (Array.isArray(value)) return value.length > ENTRIES_MAX ? "too-many-entries" : null;
  return Object.keys(value).length > FIELDS_MAX ? "too-many-fields" : null;
}

function stepsOf(last: Step | null): (string | number)[] {
  const steps: (string | number)[] = [];
  for (let step = last; step; step = step.before) steps.push(step.key);
  return steps.reverse();
}
