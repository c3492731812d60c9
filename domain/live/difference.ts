import { z } from "zod";

/** Anything JSON can say. A field that is `undefined` is one that is not there. */
export type Json = unknown;

/**
 * What has to be done to a value to make another of it.
 *
 * `set` replaces it. `fields` changes some fields of an object and takes away those in `gone`; new ones come last.
 * Of a list, items are changed by their index first; then, from the index `at` on, `drop` items make room for `put`.
 */
export type Difference =
  | { set: Json }
  | { fields: Record<string, Difference>; gone?: string[] | undefined }
  | { items: [index: number, change: Difference][]; at: number; drop: number; put: Json[] };

/** As it comes over the wire. */
export const Difference: z.ZodType<Difference> = z.lazy(() =>
  z.union([
    z.strictObject({ set: z.unknown() }),
    z.strictObject({ fields: z.record(z.string(), Difference), gone: z.array(z.string()).optional() }),
    z.strictObject({
      items: z.array(z.tuple([z.number().int(), Difference])),
      at: z.number().int(),
      drop: z.number().int(),
      put: z.array(z.unknown()),
    }),
  ]),
);

/**
 * The difference between two values, or null when JSON says the same of both, whatever the order of fields.
 *
 * It is small where little has changed, and never wrong: applied to `before` it makes what reads, as JSON, like
 * `after` to the byte.
 */
export function differenceBetween(before: Json, after: Json): Difference | null {
  if (before === after) return null;
  if (Array.isArray(before) && Array.isArray(after)) return betweenLists(before, after);
  if (isObject(before) && isObject(after)) return betweenObjects(before, after);
  return { set: after };
}

/** What a difference makes of a value. Whatever it does not touch is the same object as before. */
export function applied(difference: Difference, before: Json): Json {
  if ("set" in difference) return difference.set;
  if ("fields" in difference) {
    if (!isObject(before)) throw new Error("Fields can be changed in an object only.");
    const gone = new Set(difference.gone);
    const fields = new Map(Object.entries(before).filter(([key]) => !gone.has(key)));
    for (const [key, change] of Object.entries(difference.fields)) {
      fields.set(key, applied(change, fields.get(key)));
    }
    return Object.fromEntries(fields);
  }
  if (!Array.isArray(before)) throw new Error("Items can be changed in a list only.");
  const list: Json[] = [...before];
  for (const [index, change] of difference.items) list[index] = applied(change, list[index]);
  list.splice(difference.at, difference.drop, ...difference.put);
  return list;
}

function betweenObjects(before: Fields, after: Fields): Difference | null {
  // Two views of a drill have the same fields nearly everywhere: that is found out without making anything.
  if (isSame(before, after)) return null;
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const kept = [...now.keys()].filter((key) => old.has(key));
  const gone = [...old.keys()].filter((key) => !now.has(key));
  const remaining = [...old.keys()].filter((key) => now.has(key));
  const fields: Record<string, Difference> = {};
  for (const [key, value] of now) {
    const change = old.has(key) ? differenceBetween(old.get(key), value) : { set: value };
    if (change) Object.defineProperty(fields, key, { value: change, enumerable: true });
  }
  if (gone.length === 0 && Object.keys(fields).length === 0) return null;
  // The order of fields is kept only when the old ones come first, in their old order.
  const inOrder = [...remaining, ...[...now.keys()].filter((key) => !old.has(key))];
  const isInOrder = kept.length === remaining.length && [...now.keys()].every((key, i) => key === inOrder[i]);
  if (!isInOrder) return { set: after };
  return gone.length > 0 ? { fields, gone } : { fields };
}

function fieldsOf(value: Fields): Map<string, Json> {
  return new Map(Object.entries(value).filter(([, field]) => field !== undefined));
}

/** Items at the same place are compared with each other; what is left over at the end of the stretch comes or goes. */
function betweenLists(before: readonly Json[], after: readonly Json[]): Difference | null {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && isSame(before[same], after[same])) same++;
  let sameAtEnd = 0;
  while (sameAtEnd < shorter - same && isSame(before.at(-1 - sameAtEnd), after.at(-1 - sameAtEnd)))
    sameAtEnd++;

  const paired = shorter - sameAtEnd;
  const items: [number, Difference][] = [];
  for (let i = same; i < paired; i++) {
    const change = differenceBetween(before[i], after[i]);
    if (change) items.push([i, change]);
  }
  const drop = before.length - sameAtEnd - paired;
  const put = after.slice(paired, after.length - sameAtEnd);
  if (items.length === 0 && drop === 0 && put.length === 0) return null;
  return { items, at: paired, drop, put };
}

/** Whether JSON says the same of both, whatever the order of fields. Most of what is compared is: it allocates little. */
function isSame(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!isSame(a[i], b[i])) return false;
    return true;
  }
  if (!isObject(a) || !isObject(b)) return false;
  for (const key in a) if (Object.hasOwn(a, key) && !isSame(a[key], ownField(b, key))) return false;
  // What is in `a` has been compared; a field of `b` alone is a difference unless it is undefined.
  for (const key in b) {
    if (Object.hasOwn(b, key) && b[key] !== undefined && !Object.hasOwn(a, key)) return false;
  }
  return true;
}

/** A field of the object itself: one that every object inherits is not meant. */
function ownField(fields: Fields, key: string): Json {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

type Fields = Readonly<Record<string, Json>>;

function isObject(value: Json): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
