"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useTyped } from "@/app/_editing/use-typed";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import styles from "./section.module.css";

/** Data edited as it is stored, for what has no form of its own. Taken over only when it fits its schema. */
export function JsonField<T>({
  label,
  hint,
  schema,
  value,
  onChange,
  rows = 8,
}: {
  label: string;
  hint?: string;
  schema: z.ZodType<T>;
  value: T;
  onChange: (value: T) => void;
  rows?: number;
}) {
  const t = useTranslations("scenarios");
  // Null while the field shows the value itself, which undo may change at any time.
  const [typed, setTyped] = useTyped(label);
  const problem = typed === null ? null : problemIn(typed, schema);

  return (
    <Field
      label={label}
      hint={hint}
      error={
        problem === null
          ? undefined
          : problem === "syntax"
            ? t("json.syntax")
            : t("json.shape", { where: problem === "" ? "/" : problem })
      }
    >
      <Textarea
        className={styles.code}
        rows={rows}
        spellCheck={false}
        value={typed ?? JSON.stringify(value, null, 2)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed === null || problem !== null) return;
          const next = schema.parse(JSON.parse(typed));
          setTyped(null);
          if (JSON.stringify(next) !== JSON.stringify(value)) onChange(next);
        }}
      />
    </Field>
  );
}

/** Null when the text fits; "syntax" when it is no JSON; else the path of the first thing that does not fit. */
function problemIn<T>(text: string, schema: z.ZodType<T>): string | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return "syntax";
  }
  const parsed = schema.safeParse(data);
  return parsed.success ? null : (parsed.error.issues[0]?.path.join("/") ?? "");
}
