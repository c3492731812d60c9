"use client";

import { useState } from "react";
import { useLocale } from "next-intl";
import { momentFromText, drillMoment } from "@/app/_ui/clock-text";
import { NumberField } from "@/app/_ui/number-field";
import { LANGUAGE_TAG } from "@/domain/locale";
import { inLocale, type LocalText } from "@/domain/text";
import type { Option } from "./editor-context";
import styles from "./cells.module.css";

/** A bilingual text in a row: the reader's language is edited, the other one stands in while it is empty. */
export function TextCell({
  label,
  value,
  onChange,
}: {
  label: string;
  value: LocalText;
  onChange: (value: LocalText) => void;
}) {
  const locale = useLocale();
  return (
    <input
      className={styles.cell}
      aria-label={label}
      lang={LANGUAGE_TAG[locale]}
      value={value[locale]}
      placeholder={inLocale(value, locale)}
      onChange={(event) => onChange({ ...value, [locale]: event.target.value })}
    />
  );
}

/** A short text of one language, such as a call sign. */
export function WordCell({
  label,
  value,
  maxLength,
  onChange,
}: {
  label: string;
  value: string;
  maxLength?: number;
  onChange: (value: string) => void;
}) {
  return (
    <input
      className={styles.cell}
      aria-label={label}
      value={value}
      maxLength={maxLength}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** One of a list, in a row. A value that is not in the list stays visible as it is. */
export function ChoiceCell<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  const isKnown = options.some((option) => option.value === value);
  return (
    <select
      className={styles.cell}
      aria-label={label}
      aria-invalid={!isKnown || undefined}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {isKnown ? null : <option value={value}>{value === "" ? "–" : `? ${value}`}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** Like `ChoiceCell`, where nothing may be chosen. */
export function OptionalChoiceCell({
  label,
  value,
  options,
  none,
  onChange,
}: {
  label: string;
  value: string | undefined;
  options: readonly Option[];
  none: string;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <ChoiceCell
      label={label}
      value={value ?? ""}
      options={[{ value: "", label: none }, ...options]}
      onChange={(next) => onChange(next === "" ? undefined : next)}
    />
  );
}

/** A moment of the drill, written "T+03:20". Takes what is typed when the field is left or Enter is pressed. */
export function MomentCell({
  label,
  valueMs,
  onChange,
}: {
  label: string;
  valueMs: number;
  onChange: (valueMs: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && momentFromText(typed) === null;

  function commit() {
    if (typed === null) return;
    const ms = momentFromText(typed);
    setTyped(null);
    if (ms !== null && ms >= 0 && ms !== valueMs) onChange(ms);
  }

  return (
    <input
      className={styles.cell}
      aria-label={label}
      aria-invalid={isWrong || undefined}
      inputMode="text"
      value={typed ?? drillMoment(valueMs)}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}

/** A number in a row. */
export function NumberCell({
  value,
  min,
  max,
  step,
  unit,
  onChange,
}: {
  value: number;
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
  onChange: (value: number) => void;
}) {
  return (
    <span className={styles.number}>
      <NumberField
        size="small"
        value={value}
        min={min}
        max={max}
        step={step}
        unit={unit}
        onValueChange={(next) => {
          if (next !== null) onChange(next);
        }}
      />
    </span>
  );
}
