"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useFieldControl } from "./field-context";
import styles from "./textarea.module.css";

/** Several lines of text; can be pulled taller. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  const wiring = useFieldControl(rest);
  return <textarea {...rest} {...wiring} rows={rows} className={classNames(styles.textarea, className)} />;
}
