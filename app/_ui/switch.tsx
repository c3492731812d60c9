"use client";

import { useId, type ReactNode } from "react";
import { Switch as Primitive } from "radix-ui";
import styles from "./switch.module.css";

/** Turns something on or off at once, without a save button. */
export function Switch({
  label,
  hint,
  checked,
  onCheckedChange,
  disabled,
}: {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <span className={styles.row}>
      <Primitive.Root
        id={id}
        className={styles.track}
        checked={checked}
        onCheckedChange={onCheckedChange}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
      >
        <Primitive.Thumb className={styles.thumb} />
      </Primitive.Root>
      <span className={styles.text}>
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <span className={styles.hint} id={`${id}-hint`}>
            {hint}
          </span>
        ) : null}
      </span>
    </span>
  );
}
