"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

/** A moment written as people write it. Takes what is typed when the field is left or Enter is pressed. */
export function MomentInput({
  label,
  valueMs,
  read,
  write,
  onChange,
}: {
  label: string;
  valueMs: number;
  read: (text: string) => number | null;
  write: (valueMs: number) => string;
  onChange: (valueMs: number) => void;
}) {
  const t = useTranslations("common.typed");
  const [typed, setTyped] = useState<string | null>(null);
  const ms = typed === null ? null : read(typed);
  const isWrong = typed !== null && (ms === null || ms < 0);

  function commit() {
    if (typed === null || isWrong) return;
    setTyped(null);
    if (ms !== null && ms !== valueMs) onChange(ms);
  }

  return (
    <Field label={label} inline error={isWrong ? t("moment") : undefined}>
      <Input
        size="small"
        value={typed ?? write(valueMs)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
        }}
      />
    </Field>
  );
}
