"use client";

import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Textarea } from "@/app/_ui/textarea";
import type { FieldOf } from "./field-of";

/** Words of one's own: a few lines, or one on a street. Ctrl and Enter send them. */
export function NoteField({
  label,
  hint,
  needed,
  chosen,
  onChoose,
  size,
}: Pick<FieldOf<string>, "label" | "hint" | "needed" | "chosen" | "onChoose" | "size">) {
  return (
    <Field label={label} hint={hint} required={needed}>
      {size === "large" ? (
        <Input
          size="large"
          maxLength={2_000}
          value={chosen ?? ""}
          onChange={({ target }) => onChoose(target.value)}
        />
      ) : (
        <Textarea
          rows={3}
          maxLength={2_000}
          value={chosen ?? ""}
          onChange={({ target }) => onChoose(target.value)}
          onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
            if (key === "Enter" && (ctrlKey || metaKey)) currentTarget.form?.requestSubmit();
          }}
        />
      )}
    </Field>
  );
}
