"use client";

import { useId, type ReactNode } from "react";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "./class-names";
import { FieldContext } from "./field-context";
import styles from "./field.module.css";

export type FieldProps = {
  label: ReactNode;
  /** Helps before a mistake is made; shown below the label. */
  hint?: ReactNode;
  /** What is wrong and what to do, in the reader's language. */
  error?: ReactNode;
  required?: boolean;
  /** Keeps the label for screen readers only, where the place says it already. */
  labelHidden?: boolean;
  /** Puts label and control on one line, for dense forms. */
  inline?: boolean;
  className?: string;
  children: ReactNode;
};

/** Label, hint and error for the one control inside. The control finds them by context; no ids to pass. */
export function Field({
  label,
  hint,
  error,
  required = false,
  labelHidden,
  inline,
  className,
  children,
}: FieldProps) {
  const t = useTranslations("common");
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [hintId, errorId].filter(Boolean).join(" ") || undefined;

  return (
    <FieldContext value={{ controlId: `${id}-control`, describedBy, invalid: Boolean(error), required }}>
      <div className={classNames(styles.field, inline && styles.inline, className)}>
        <label
          className={labelHidden ? styles.hiddenLabel : styles.label}
          htmlFor={`${id}-control`}
          id={`${id}-label`}
        >
          {label}
          {required ? (
            <>
              {/* The gap that is seen is one of layout; a reader's voice needs one too. */}{" "}
              <span className={styles.required}>{t("field.required")}</span>
            </>
          ) : null}
        </label>
        <div className={styles.body}>
          {hint ? (
            <p className={styles.hint} id={hintId}>
              {hint}
            </p>
          ) : null}
          {children}
          {error ? (
            <p className={styles.error} id={errorId} role="alert">
              <CircleAlert aria-hidden="true" size={14} />
              <span>{error}</span>
            </p>
          ) : null}
        </div>
      </div>
    </FieldContext>
  );
}
