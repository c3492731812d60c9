import { z } from "zod";
import { fieldKindOf } from "@/domain/conditions/fields";

/** What a field holds, and whether it may be left out. */
export function innerOf(field: z.core.$ZodType): { inner: z.core.$ZodType; isOptional: boolean } {
  if (field instanceof z.ZodOptional) return { inner: innerOf(field.unwrap()).inner, isOptional: true };
  if (field instanceof z.ZodDefault) return innerOf(field.unwrap());
  return { inner: field, isOptional: false };
}

/** What tells one shape of several from the others is no field to fill in. */
export function isTag(field: z.core.$ZodType): boolean {
  return field instanceof z.ZodLiteral;
}

/** The bounds of a number or of the length of a list. */
export function boundsOf(field: z.core.$ZodType): { min: number; max: number } {
  const { minimum, maximum } = field._zod.bag;
  return {
    min: typeof minimum === "number" ? minimum : Number.NEGATIVE_INFINITY,
    max: typeof maximum === "number" ? maximum : Number.POSITIVE_INFINITY,
  };
}

/** One shape of several, by what tells them apart. */
export function optionOf(
  union: z.core.$ZodType,
  value: object,
): { tag: string; shape: z.core.$ZodLooseShape } | null {
  if (!(union instanceof z.ZodDiscriminatedUnion)) return null;
  const { discriminator } = union.def;
  const tag: unknown = Reflect.get(value, discriminator);
  const option = union.options.find((one) => {
    const field: unknown = one instanceof z.ZodObject ? one.shape[discriminator] : undefined;
    return field instanceof z.ZodLiteral && field.value === tag;
  });
  return typeof tag === "string" && option instanceof z.ZodObject ? { tag, shape: option.shape } : null;
}

/** The same value with one part changed, or left out. */
export function withPart(value: object, name: string, next: unknown): object {
  const { [name]: _, ...others } = value as Record<string, unknown>;
  if (next === undefined) return others;
  return name in value ? { ...value, [name]: next } : { ...others, [name]: next };
}

/** Whether one of several shapes is chosen in it. */
export function isUnion(field: z.core.$ZodType): boolean {
  return field instanceof z.ZodDiscriminatedUnion && fieldKindOf(field) !== null;
}
