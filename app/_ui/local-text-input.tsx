"use client";

import { useId, type ReactNode } from "react";
import { CircleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { languageOf, LOCALES, tagOf, writingOf, type Offered } from "@/domain/locales";
import type { LocalText } from "@/domain/text";
import { FieldContext } from "./field-context";
import { Input } from "./input";
import { Textarea } from "./textarea";
import fieldStyles from "./field.module.css";
import styles from "./local-text-input.module.css";

/** One text in both languages, side by side (one below the other on a phone); the reader's language first. */
export function LocalTextInput({
  label,
  hint,
  error,
  required = false,
  value,
  onChange,
  rows,
  maxLength,
  disabled,
}: {
  label: ReactNode;
  hint?: ReactNode;
  /** For the text as a whole, or per language. */
  error?: string | Partial<Record<Offered, string>>;
  required?: boolean;
  value: LocalText;
  onChange: (value: LocalText) => void;
  /** More than one makes it a text of several lines. */
  rows?: number;
  maxLength?: number;
  disabled?: boolean;
}) {
  const t = useTranslations("common");
  const own = writingOf(useLocale());
  const id = useId();
  const order = [own, ...LOCALES.filter((locale) => locale !== own)];
  const errors = typeof error === "string" ? { [own]: error } : (error ?? {});

  return (
    <fieldset className={fieldStyles.field} disabled={disabled}>
      <legend className={styles.legend}>
        <span className={fieldStyles.label}>
          {label}
          {required ? <span className={fieldStyles.required}>{t("field.required")}</span> : null}
        </span>
      </legend>
      {hint ? (
        <p className={fieldStyles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <div className={styles.pair}>
        {order.map((locale) => {
          const problem = errors[locale];
          const describedBy = [hint && `${id}-hint`, problem && `${id}-${locale}-error`]
            .filter(Boolean)
            .join(" ");
          const props = {
            lang: tagOf(locale),
            value: value[locale],
            maxLength,
            "aria-label": languageOf(locale).name,
            onChange: (event: { target: { value: string } }) =>
              onChange({ ...value, [locale]: event.target.value }),
          };
          return (
            <FieldContext
              key={locale}
              value={{
                controlId: `${id}-${locale}`,
                describedBy: describedBy || undefined,
                invalid: Boolean(problem),
                required,
              }}
            >
              <div className={styles.one}>
                <span className={styles.language} aria-hidden="true">
                  {languageOf(locale).name}
                </span>
                {rows && rows > 1 ? <Textarea grows rows={rows} {...props} /> : <Input {...props} />}
                {problem ? (
                  <p className={fieldStyles.error} id={`${id}-${locale}-error`} role="alert">
                    <CircleAlert aria-hidden="true" size={14} />
                    <span>{problem}</span>
                  </p>
                ) : null}
              </div>
            </FieldContext>
          );
        })}
      </div>
    </fieldset>
  );
}
