"use client";

import { useTranslations } from "next-intl";
import { useLocal } from "@/app/_drill/live/use-local";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { useSeparator } from "@/app/_ui/separator";
import type { FieldOf } from "./field-of";

/** An incident by its number and place: the action's own, or the one that is merged into it. */
export function IncidentField({
  label,
  hint,
  needed,
  options,
  chosen,
  onChoose,
  size,
}: Pick<FieldOf<number>, "label" | "hint" | "needed" | "options" | "chosen" | "onChoose" | "size">) {
  const separator = useSeparator();
  const common = useTranslations("common");
  const local = useLocal();
  return (
    <Field label={label} hint={hint} required={needed}>
      <Select
        size={size}
        value={chosen === null ? null : String(chosen)}
        onValueChange={(value) => onChoose(Number(value))}
        placeholder={common("field.choose")}
        options={(options ?? []).map(({ value, name }) => ({
          value: String(value),
          label: `${value}${separator}${local(name)}`,
        }))}
      />
    </Field>
  );
}
