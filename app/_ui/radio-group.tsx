"use client";

import { useId, type ReactNode } from "react";
import { CircleAlert } from "lucide-react";
import { RadioGroup as Primitive } from "radix-ui";
import { Choice } from "./choice";
import fieldStyles from "./field.module.css";
import styles from "./radio-group.module.css";

export type RadioOption<Value extends string> = {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
};

/** One of a few choices that need a word of explanation each. Short ones go into a `SegmentedControl`. */
export function RadioGroup<Value extends string>({
  label,
  hint,
  error,
  value,
  onValueChange,
  options,
  disabled,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly RadioOption<Value>[];
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <div className={fieldStyles.field}>
      <span className={fieldStyles.label} id={`${id}-label`}>
        {label}
      </span>
      {hint ? (
        <p className={fieldStyles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <Primitive.Root
        className={styles.group}
        aria-labelledby={`${id}-label`}
        aria-describedby={
          [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined
        }
        aria-invalid={error ? true : undefined}
        disabled={disabled}
        value={value ?? ""}
        onValueChange={(chosen) => {
          const option = options.find((candidate) => candidate.value === chosen);
          if (option) onValueChange(option.value);
        }}
      >
        {options.map((option) => (
          <Choice
            key={option.value}
            label={option.label}
            hint={option.hint}
            control={(wiring) => (
              <Primitive.Item
                {...wiring}
                value={option.value}
                disabled={option.disabled}
                className={styles.dot}
              >
                <Primitive.Indicator className={styles.mark} />
              </Primitive.Item>
            )}
          />
        ))}
      </Primitive.Root>
      {error ? (
        <p className={fieldStyles.error} id={`${id}-error`} role="alert">
          <CircleAlert aria-hidden="true" size={14} />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  );
}
