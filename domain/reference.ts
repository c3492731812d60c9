import { z } from "zod";

/** What an id names. A place is anything of the ground; a target whatever an action can be aimed at but a call. */
export type NamedKind =
  | "action"
  | "actor"
  | "agency"
  | "category"
  | "decision"
  | "fact"
  | "gauge"
  | "incident"
  | "inject"
  | "item"
  | "objective"
  | "option"
  | "place"
  | "standard"
  | "target"
  | "unit";

/** What a field of a document points at. */
type Target = {
  kind: NamedKind;
  /** The field beside it that names the thing its target is part of: an option is one of a decision. */
  partOf?: string;
};

/** An id in a document, with what it names. */
export type Reference = {
  kind: NamedKind;
  id: string;
  /** Id of the thing that it is part of, where it is part of one. */
  of?: string;
  /** From the document: `["of", 0, "injectId"]`. */
  path: (string | number)[];
};

const targets = z.registry<Target>();

/** A field that holds the id of something else. References are found by it, and forms offer what it may name. */
export function ref(kind: NamedKind, partOf?: string) {
  return z
    .string()
    .min(1)
    .max(64)
    .register(targets, { kind, ...(partOf === undefined ? {} : { partOf }) });
}

/** What a field points at; null where it is no reference. */
export function targetOf(field: z.core.$ZodType): Target | null {
  return targets.get(field) ?? null;
}

/**
 * Every reference in a document, in the order of its shape: one walk for checks, for "where is this used" and for
 * whatever has to follow when something is renamed.
 */
export function referencesIn(schema: z.core.$ZodType, value: unknown): Reference[] {
  return inField(schema, value, [], null);
}

function inField(
  field: z.core.$ZodType,
  value: unknown,
  path: (string | number)[],
  within: object | null,
): Reference[] {
  if (value === undefined || value === null) return [];
  const target = targets.get(field);
  if (target) return typeof value === "string" ? [referenceTo(target, value, path, within)] : [];
  const parts = partsOf(field);
  switch (parts.of) {
    case "inner":
      return inField(parts.field, value, path, within);
    case "list":
      return Array.isArray(value)
        ? value.flatMap((part: unknown, i) => inField(parts.element, part, [...path, i], within))
        : [];
    case "union": {
      const option =
        typeof value === "object" ? parts.options.get(Reflect.get(value, parts.discriminator)) : undefined;
      return option ? inField(option, value, path, within) : [];
    }
    case "fields":
      return typeof value === "object"
        ? parts.fields.flatMap(([key, part]) => inField(part, Reflect.get(value, key), [...path, key], value))
        : [];
    case "nothing":
      return [];
  }
}

/** What a field is made of, as far as references can stand in it. */
type Parts =
  | { of: "inner"; field: z.core.$ZodType }
  | { of: "list"; element: z.core.$ZodType }
  | { of: "union"; discriminator: string; options: ReadonlyMap<unknown, z.core.$ZodType> }
  | { of: "fields"; fields: readonly [string, z.core.$ZodType][] }
  | { of: "nothing" };

/** Asked of the same shapes for each of a thousand rows, and dear to find out. */
const known = new WeakMap<z.core.$ZodType, Parts>();

function partsOf(field: z.core.$ZodType): Parts {
  const found = known.get(field) ?? lookInto(field);
  known.set(field, found);
  return found;
}

function lookInto(field: z.core.$ZodType): Parts {
  if (
    field instanceof z.ZodLazy ||
    field instanceof z.ZodOptional ||
    field instanceof z.ZodNullable ||
    field instanceof z.ZodDefault
  ) {
    return { of: "inner", field: field.unwrap() };
  }
  if (field instanceof z.ZodArray) return { of: "list", element: field.element };
  if (field instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = field.def;
    return { of: "union", discriminator, options: optionsOf(field, discriminator) };
  }
  if (field instanceof z.ZodObject) {
    return { of: "fields", fields: Object.entries(field.shape) };
  }
  return { of: "nothing" };
}

/** The options of a union by the value of its discriminator. */
function optionsOf(
  union: z.ZodDiscriminatedUnion,
  discriminator: string,
): ReadonlyMap<unknown, z.core.$ZodType> {
  return new Map(
    union.options.flatMap((option) => {
      const field: unknown = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
      return field instanceof z.ZodLiteral ? [...field.values].map((value) => [value, option] as const) : [];
    }),
  );
}

function referenceTo(
  target: Target,
  id: string,
  path: (string | number)[],
  within: object | null,
): Reference {
  const { kind, partOf } = target;
  const of: unknown = partOf === undefined || within === null ? undefined : Reflect.get(within, partOf);
  return { kind, id, path, ...(typeof of === "string" ? { of } : {}) };
}
