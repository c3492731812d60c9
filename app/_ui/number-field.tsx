"use client";

import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslations } from "next-intl";
import { Input } from "./input";
import { numberFromText } from "./number-text";
import styles from "./number-field.module.css";

/**
 * A number with bounds and a unit. Takes what is typed when the field is left or Enter is pressed;
 * arrow keys step. What is no number stays and is told.
 */
export function NumberField({
  value,
  onValueChange,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
  step = 1,
  unit,
  size,
  disabled,
  name,
  placeholder,
}: {
  /** Null while empty. */
  value: number | null;
  onValueChange: (value: number | null) => void;
  min?: number;
  max?: number;
  /** Arrow keys move by this; values are rounded to it, counted from zero. */
  step?: number;
  unit?: ReactNode;
  size?: "small" | "medium" | "large";
  disabled?: boolean;
  name?: string;
  placeholder?: string;
}) {
  // What is being typed; null while the field shows the value itself.
  const [typed, setTyped] = useState<string | null>(null);
  const t = useTranslations("common.typed");
  const wrongId = useId();
  const number = typed === null ? null : numberFromText(typed);
  const isWrong = typed !== null && typed.trim() !== "" && number === null;

  function bounded(number: number): number {
    const decimals = (String(step).split(".")[1] ?? "").length;
    const rounded = Number((Math.round(number / step) * step).toFixed(decimals));
    return Math.min(max, Math.max(min, rounded));
  }

  function commit() {
    if (typed === null || isWrong) return;
    setTyped(null);
    onValueChange(number === null ? null : bounded(number));
  }

  function onKeyDown(event: KeyboardEvent) {
    const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (event.key === "Enter") commit();
    if (direction === 0) return;
    event.preventDefault();
    const base = number ?? value ?? (Number.isFinite(min) ? min : 0);
    setTyped(null);
    onValueChange(bounded(base + direction * step * (event.shiftKey ? 10 : 1)));
  }

  return (
    <>
      <Input
        className={styles.number}
        inputMode="decimal"
        autoComplete="off"
        name={name}
        size={size}
        disabled={disabled}
        placeholder={placeholder}
        suffix={unit}
        value={typed ?? (value === null ? "" : String(value))}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
        {...(isWrong ? { "aria-invalid": true, "aria-describedby": wrongId } : {})}
      />
      {isWrong ? (
        <p className={styles.wrong} id={wrongId} role="alert">
          {t("number")}
        </p>
      ) : null}
    </>
  );
}
