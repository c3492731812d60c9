"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { fieldKindOf } from "@/domain/conditions/fields";
import { targetOf } from "@/domain/reference";

/** Some name and some kind: which there are follows from the shapes, and a test holds the catalogues to them. */
type SomeName = "rule";
type SomeKind = "side";

/** What a field of a shape is called: by its name where that says more than what it holds, else by what it holds. */
export function useFieldLabel(): (name: string, field: z.core.$ZodType) => string {
  const t = useTranslations("scenarios");
  return (name, field) => {
    if (t.has(`form.${name as SomeName}`)) return t(`form.${name as SomeName}`);
    const target = targetOf(field);
    return target
      ? t(`condition.ref.${target.kind}`)
      : t(`condition.field.${fieldKindOf(field) as SomeKind}`);
  };
}
