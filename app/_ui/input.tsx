"use client";

import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { useFieldControl } from "./field-context";
import styles from "./input.module.css";

export type InputProps = Omit<ComponentProps<"input">, "prefix" | "size"> & {
  /** A picture or a short text inside, before what is typed. */
  prefix?: ReactNode;
  /** A unit or a button inside, after what is typed. */
  suffix?: ReactNode;
  size?: "small" | "medium" | "large";
};

/** One line of text. */
export function Input({ prefix, suffix, size = "medium", className, ...rest }: InputProps) {
  const wiring = useFieldControl(rest);
  return (
    <span className={classNames(styles.frame, styles[size], rest.disabled && styles.disabled, className)}>
      {prefix ? <span className={styles.affix}>{prefix}</span> : null}
      <input {...rest} {...wiring} className={styles.input} />
      {suffix ? <span className={styles.affix}>{suffix}</span> : null}
    </span>
  );
}
