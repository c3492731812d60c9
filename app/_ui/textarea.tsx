"use client";

import type { ComponentProps, CSSProperties } from "react";
import { classNames } from "./class-names";
import { useFieldControl } from "./field-context";
import styles from "./textarea.module.css";

export type TextareaProps = ComponentProps<"textarea"> & {
  /** As tall as what stands in it, so that no line is cut in half; never less than `rows`. */
  grows?: boolean;
};

/** Several lines of text; can be pulled taller. */
export function Textarea({ className, rows = 3, grows = false, ...rest }: TextareaProps) {
  const wiring = useFieldControl(rest);
  const least: CSSProperties & Record<`--${string}`, number> = { "--rows": rows };
  return (
    <textarea
      {...rest}
      {...wiring}
      rows={rows}
      style={grows ? least : undefined}
      className={classNames(styles.textarea, grows && styles.grows, className)}
    />
  );
}
