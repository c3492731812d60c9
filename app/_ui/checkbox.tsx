"use client";

import type { ReactNode } from "react";
import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import { Choice } from "./choice";
import styles from "./checkbox.module.css";

/** A tick with its label; "indeterminate" when some of several are ticked. */
export function Checkbox({
  label,
  hint,
  labelHidden = false,
  checked,
  onCheckedChange,
  size = "medium",
  ...rest
}: {
  label: ReactNode;
  hint?: ReactNode;
  labelHidden?: boolean;
  checked: boolean | "indeterminate";
  onCheckedChange: (checked: boolean) => void;
  /** "large" is the 44 px target of screens that are worked with a finger. */
  size?: "medium" | "large";
  disabled?: boolean;
  name?: string;
}) {
  return (
    <Choice
      label={label}
      hint={hint}
      labelHidden={labelHidden}
      className={size === "large" ? styles.large : undefined}
      control={(wiring) => (
        <Primitive.Root
          {...rest}
          {...wiring}
          className={styles.box}
          checked={checked}
          onCheckedChange={(next) => onCheckedChange(next === true)}
        >
          <Primitive.Indicator className={styles.mark}>
            {checked === "indeterminate" ? (
              <Minus aria-hidden="true" strokeWidth={3} />
            ) : (
              <Check aria-hidden="true" strokeWidth={3} />
            )}
          </Primitive.Indicator>
        </Primitive.Root>
      )}
    />
  );
}
