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
  if (field instanceof z.ZodLazy) return inField(field.unwrap(), value, path, within);
  if (field instanceof z.ZodOptional || field instanceof z.ZodNullable || field instanceof z.ZodDefault) {
    return inField(field.unwrap(), value, path, within);
  }
  if (field instanceof z.ZodArray) {
    return Array.isArray(value)
      ? value.flatMap((part: unknown, i) => inField(field.element, part, [...path, i], within))
      : [];
  }
  if (field instanceof z.ZodDiscriminatedUnion && typeof value === "object") {
    const { discriminator } = field.def;
    const option = field.options.find((one) => isOf(one, discriminator, Reflect.get(value, discriminator)));
    return option ? inField(option, value, path, within) : [];
  }
  if (!(field instanceof z.ZodObject) || typeof value !== "object") return [];
  return Object.entries(field.shape).flatMap(([key, part]) =>
    inField(part as z.core.$ZodType, Reflect.get(value, key), [...path, key], value),
  );
}

/** Whether it is the option of a union that a value with this discriminator is of. */
function isOf(option: z.core.$ZodType, discriminator: string, value: unknown): boolean {
  const field: unknown = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
  return field instanceof z.ZodLiteral && field.values.has(value as z.core.util.Literal);
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
