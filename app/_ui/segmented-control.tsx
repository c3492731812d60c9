"use client";

import type { ReactNode } from "react";
import { RadioGroup as Primitive } from "radix-ui";
import { classNames } from "./class-names";
import styles from "./segmented-control.module.css";

export type SegmentOption<Value extends string> = {
  value: Value;
  label: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
};

/** One of two to five short choices, all in sight. Arrow keys move the choice. */
export function SegmentedControl<Value extends string>({
  label,
  value,
  onValueChange,
  options,
  size = "medium",
  fullWidth = false,
  disabled,
}: {
  /** What is being chosen, for screen readers. */
  label: string;
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly SegmentOption<Value>[];
  size?: "small" | "medium" | "large";
  fullWidth?: boolean;
  disabled?: boolean;
}) {
  return (
    <Primitive.Root
      className={classNames(styles.group, styles[size], fullWidth && styles.fullWidth)}
      aria-label={label}
      orientation="horizontal"
      disabled={disabled}
      value={value ?? ""}
      onValueChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option) onValueChange(option.value);
      }}
    >
      {options.map((option) => (
        <Primitive.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled}
          className={styles.segment}
        >
          {option.icon}
          <span>{option.label}</span>
        </Primitive.Item>
      ))}
    </Primitive.Root>
  );
}
