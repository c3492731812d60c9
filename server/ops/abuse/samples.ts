import "server-only";
import { z } from "zod";

/** What a field of that name is given, where anything of its type would not do. */
export type Hints = Readonly<Record<string, unknown>>;

/** Values that one or the other text field takes, whatever it wants. */
const TEXTS = [
  "Sample words",
  "sample@example.invalid",
  "SAMPLE-1",
  "sample-1",
  "2026-01-01",
  "08:00",
  "KM2P7X",
  "Sam",
  "https://example.invalid/",
];

const NUMBERS = [1, 0, 60_000, 0.5, 100];

/**
 * Inputs that a schema takes, made from the schema itself, so that a procedure that nobody has written a sample for has
 * one all the same: with everything that may be left out and without it, and one for each of several kinds.
 */
export function samplesOf(schemas: readonly unknown[], hints: Hints): unknown[] {
  const known = schemas.filter((schema): schema is z.ZodType => schema instanceof z.ZodType);
  if (known.length === 0) return [undefined];
  return [true, false].flatMap((whole) => merged(known.map((schema) => variantsOf(schema, hints, whole))));
}

/** Several inputs, as where a builder asks for the drill first, are one object. */
function merged(parts: unknown[][]): unknown[] {
  const [first = [], ...rest] = parts;
  if (rest.length === 0) return first;
  const others = merged(rest);
  return first.flatMap((one) =>
    others.map((other) => (isRecord(one) && isRecord(other) ? { ...one, ...other } : (one ?? other))),
  );
}

/** One input per kind of a field that comes in kinds, such as the commands of a drill. */
function variantsOf(schema: z.ZodType, hints: Hints, whole: boolean): unknown[] {
  const inside = unwrapped(schema);
  if (!(inside instanceof z.ZodObject)) return [valueFor(schema, "", hints, whole)];
  const plain = valueFor(inside, "", hints, whole);
  if (!isRecord(plain)) return [plain];
  for (const [key, field] of Object.entries(inside.shape)) {
    const kinds = field instanceof z.ZodType ? unwrapped(field) : null;
    if (kinds instanceof z.ZodDiscriminatedUnion && !(key in hints)) {
      return kinds.options.flatMap((option) =>
        option instanceof z.ZodType ? [{ ...plain, [key]: valueFor(option, key, hints, whole) }] : [],
      );
    }
  }
  return [plain];
}

/** The schema below what makes it optional, gives it a default or changes what came out of it. */
function unwrapped(schema: z.ZodType): z.ZodType {
  const inner = innerOf(schema);
  return inner === null ? schema : unwrapped(inner);
}

function innerOf(schema: z.ZodType): z.ZodType | null {
  if (schema instanceof z.ZodPipe)
    return asType(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodLazy
  ) {
    return asType(schema.unwrap());
  }
  return null;
}

function asType(schema: unknown): z.ZodType | null {
  return schema instanceof z.ZodType ? schema : null;
}

function valueFor(schema: z.ZodType, key: string, hints: Hints, whole: boolean): unknown {
  if (key in hints && schema.safeParse(hints[key]).success) return hints[key];
  if (!whole && schema.safeParse(undefined).success) return undefined;
  if (!whole && schema instanceof z.ZodNullable) return null;
  const inner = innerOf(schema);
  if (inner !== null) return valueFor(inner, key, hints, whole);
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, field]) => [
      name,
      field instanceof z.ZodType ? valueFor(field, name, hints, whole) : undefined,
    ]);
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  }
  if (schema instanceof z.ZodArray) return listFor(schema, key, hints, whole);
  if (schema instanceof z.ZodTuple) {
    return schema.def.items.map((item) =>
      item instanceof z.ZodType ? valueFor(item, key, hints, whole) : null,
    );
  }
  if (schema instanceof z.ZodUnion) {
    const made = schema.options.map((option) =>
      option instanceof z.ZodType ? valueFor(option, key, hints, whole) : undefined,
    );
    return made.find((value) => schema.safeParse(value).success) ?? made[0];
  }
  return leafFor(schema, hints);
}

function listFor(schema: z.ZodArray, key: string, hints: Hints, whole: boolean): unknown {
  const item = asType(schema.element);
  const one = item === null ? null : valueFor(item, key.replace(/s$/, ""), hints, whole);
  return [[one], [], [one, one]].find((list) => schema.safeParse(list).success) ?? [one];
}

function leafFor(schema: z.ZodType, hints: Hints): unknown {
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (schema instanceof z.ZodLiteral) return schema.value;
  const candidates = [...TEXTS, hints["anyId"], ...NUMBERS, true, null, {}, []];
  return candidates.find((value) => schema.safeParse(value).success);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
