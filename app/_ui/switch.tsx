"use client";

import type { ReactNode } from "react";
import { Switch as Primitive } from "radix-ui";
import { Choice } from "./choice";
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
  return (
    <Choice
      label={label}
      hint={hint}
      className={styles.row}
      control={(wiring) => (
        <Primitive.Root
          {...wiring}
          className={styles.track}
          checked={checked}
          onCheckedChange={onCheckedChange}
          disabled={disabled}
        >
          <Primitive.Thumb className={styles.thumb} />
        </Primitive.Root>
      )}
    />
  );
}
