"use client";

import { useId, type ReactNode } from "react";
import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import { classNames } from "./class-names";
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
  /** "large" is the 44 px target of evaluator screens. */
  size?: "medium" | "large";
  disabled?: boolean;
  name?: string;
}) {
  const id = useId();
  return (
    <span className={classNames(styles.row, size === "large" && styles.large)}>
      <Primitive.Root
        {...rest}
        id={id}
        className={styles.box}
        checked={checked}
        onCheckedChange={(next) => onCheckedChange(next === true)}
        aria-describedby={hint ? `${id}-hint` : undefined}
      >
        <Primitive.Indicator className={styles.mark}>
          {checked === "indeterminate" ? (
            <Minus aria-hidden="true" strokeWidth={3} />
          ) : (
            <Check aria-hidden="true" strokeWidth={3} />
          )}
        </Primitive.Indicator>
      </Primitive.Root>
      <span className={labelHidden ? styles.hidden : styles.text}>
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
