"use client";

import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { Input } from "./input";
import { isToldAtOnce, readNumber, stepped } from "./typed-number";
import { useWrongNumberText } from "./wrong-number-text";
import styles from "./number-field.module.css";

const UNTOUCHED = { number: null, wrong: null };

/**
 * A number with bounds and a unit. Takes what is typed when the field is left or Enter is pressed;
 * arrow keys step. What is no number, or none within the bounds, stays and is told.
 */
export function NumberField({
  value,
  onValueChange,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
  step = 1,
  isRequired = false,
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
  /** Arrow keys move by this; a number may have as many digits after the point as this has. */
  step?: number;
  /** It may not be left empty: null is never given. */
  isRequired?: boolean;
  unit?: ReactNode;
  size?: "small" | "medium" | "large";
  disabled?: boolean;
  name?: string;
  placeholder?: string;
}) {
  // What is being typed; null while the field shows the value itself.
  const [typed, setTyped] = useState<string | null>(null);
  // Whoever is still typing "15" is not told that 1 is too little.
  const [isLeft, setLeft] = useState(false);
  const wrongText = useWrongNumberText();
  const wrongId = useId();
  const bounds = { min, max, decimals: (String(step).split(".")[1] ?? "").length, isRequired };
  const { number, wrong } = typed === null ? UNTOUCHED : readNumber(typed, bounds);
  const told = wrong !== null && (isLeft || isToldAtOnce(wrong)) ? wrongText(wrong) : null;

  function type(next: string | null) {
    setTyped(next);
    setLeft(false);
  }

  function commit() {
    if (typed === null) return;
    if (wrong !== null) {
      setLeft(true);
      return;
    }
    type(null);
    onValueChange(number);
  }

  function onKeyDown(event: KeyboardEvent) {
    const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (event.key === "Enter") commit();
    if (direction === 0) return;
    event.preventDefault();
    // What was typed is not lost to a key that was meant for something else.
    if (wrong !== null && wrong.key !== "numberMissing") return;
    const base = number ?? value ?? (Number.isFinite(min) ? min : 0);
    type(null);
    onValueChange(stepped(base, direction * step * (event.shiftKey ? 10 : 1), bounds));
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
        onChange={(event) => type(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
        {...(told === null ? {} : { "aria-invalid": true, "aria-describedby": wrongId })}
      />
      {told === null ? null : (
        <p className={styles.wrong} id={wrongId} role="alert">
          {told}
        </p>
      )}
    </>
  );
}
