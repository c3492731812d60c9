"use client";

import { useTranslations } from "next-intl";
import { useLocal } from "@/app/_drill/live/use-local";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import type { FieldOf } from "./field-of";

const NONE = "none";

/** The move of the other side that an action answers, or none. */
export function CountersField({
  label,
  hint,
  needed,
  options,
  chosen,
  answers,
  onAnswers,
  onChoose,
  size,
}: FieldOf<number>) {
  const t = useTranslations("console.ask");
  const local = useLocal();
  return (
    <Field label={label} hint={hint} required={needed}>
      <Select
        size={size}
        value={chosen === null ? NONE : String(chosen)}
        onValueChange={(value) =>
          value === NONE ? onAnswers({ ...answers, counters: null }) : onChoose(Number(value))
        }
        options={[
          { value: NONE, label: t("countersNone") },
          ...(options ?? []).map(({ value, name }) => ({ value: String(value), label: local(name) })),
        ]}
      />
    </Field>
  );
}
