"use client";

import { useLocal } from "@/app/_drill/live/use-local";
import { Combobox } from "@/app/_ui/combobox";
import { Field } from "@/app/_ui/field";
import type { FieldOf } from "./field-of";

/** A thing by its name, found by typing: an agency, a person, a camera, a place. */
export function NamedField({ label, hint, needed, options, chosen, onChoose, size }: FieldOf<string>) {
  const local = useLocal();
  return (
    <Field label={label} hint={hint} required={needed}>
      <Combobox
        size={size}
        value={chosen}
        onValueChange={(value) => value !== null && onChoose(value)}
        options={(options ?? []).map(({ value, name, detail }) => ({
          value,
          label: local(name),
          ...(detail === undefined ? {} : { detail: local(detail) }),
        }))}
      />
    </Field>
  );
}
