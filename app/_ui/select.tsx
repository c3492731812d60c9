"use client";

import type { ComponentProps } from "react";
import { ChevronDown } from "lucide-react";
import { classNames } from "./class-names";
import { useFieldControl } from "./field-context";
import styles from "./select.module.css";

export type SelectOption<Value extends string> = { value: Value; label: string; disabled?: boolean };
export type SelectGroup<Value extends string> = { label: string; options: readonly SelectOption<Value>[] };

/**
 * One of a short list. The browser's own list on purpose: it is quick, types ahead, and is
 * the wheel people know on a phone. For long lists with search use `Combobox`.
 */
export function Select<Value extends string>({
  value,
  onValueChange,
  options,
  placeholder,
  size = "medium",
  className,
  ...rest
}: Omit<ComponentProps<"select">, "value" | "onChange" | "size" | "children"> & {
  /** Null while nothing is chosen; then `placeholder` shows. */
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly (SelectOption<Value> | SelectGroup<Value>)[];
  placeholder?: string;
  size?: "small" | "medium" | "large";
}) {
  const wiring = useFieldControl(rest);
  const all = options.flatMap((entry) => ("options" in entry ? entry.options : [entry]));
  return (
    <span className={classNames(styles.frame, styles[size], className)}>
      <select
        {...rest}
        {...wiring}
        className={styles.select}
        value={value ?? ""}
        onChange={(event) => {
          const chosen = all.find((option) => option.value === event.target.value);
          if (chosen) onValueChange(chosen.value);
        }}
      >
        {value === null ? (
          <option value="" disabled>
            {placeholder ?? ""}
          </option>
        ) : null}
        {options.map((entry) =>
          "options" in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map(renderOption)}
            </optgroup>
          ) : (
            renderOption(entry)
          ),
        )}
      </select>
      <ChevronDown className={styles.chevron} aria-hidden="true" />
    </span>
  );
}

function renderOption<Value extends string>(option: SelectOption<Value>) {
  return (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  );
}
