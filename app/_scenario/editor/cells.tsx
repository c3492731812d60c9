"use client";

import { useId, useState } from "react";
import { useLocale, useTranslations } from "next-intl";
import { useTyped } from "@/app/_editing/use-typed";
import { classNames } from "@/app/_ui/class-names";
import { clockFace, drillMoment, momentFromText } from "@/app/_drill/marks/clock-text";
import { Menu, MenuChecks } from "@/app/_ui/menu";
import { isToldAtOnce, readNumber } from "@/app/_ui/typed-number";
import { useWrongNumberText } from "@/app/_ui/wrong-number-text";
import { useSeparator } from "@/app/_ui/separator";
import { tagOf, writingOf } from "@/domain/locales";
import { inLocale, type LocalText } from "@/domain/text";
import type { Option } from "./editor-context";
import styles from "./cells.module.css";

/** A bilingual text in a row: the reader's language is edited, the other one stands in while it is empty. */
export function TextCell({
  label,
  value,
  onChange,
}: {
  label: string;
  value: LocalText;
  onChange: (value: LocalText) => void;
}) {
  const locale = writingOf(useLocale());
  return (
    <input
      className={styles.cell}
      aria-label={label}
      lang={tagOf(locale)}
      title={inLocale(value, locale)}
      value={value[locale]}
      placeholder={inLocale(value, locale)}
      onChange={(event) => onChange({ ...value, [locale]: event.target.value })}
    />
  );
}

/** A short text of one language, such as a call sign. */
export function WordCell({
  label,
  value,
  maxLength,
  onChange,
}: {
  label: string;
  value: string;
  maxLength?: number;
  onChange: (value: string) => void;
}) {
  return (
    <input
      className={styles.cell}
      aria-label={label}
      title={value}
      value={value}
      maxLength={maxLength}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** One of a list, in a row. A value that is not in the list stays visible as it is. */
export function ChoiceCell<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  const known = options.find((option) => option.value === value);
  const isKnown = known !== undefined;
  return (
    <select
      className={styles.cell}
      aria-label={label}
      aria-invalid={!isKnown || undefined}
      title={known?.label}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {isKnown ? null : <option value={value}>{value === "" ? "–" : `? ${value}`}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** Like `ChoiceCell`, where nothing may be chosen. */
export function OptionalChoiceCell({
  label,
  value,
  options,
  none,
  onChange,
}: {
  label: string;
  value: string | undefined;
  options: readonly Option[];
  none: string;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <ChoiceCell
      label={label}
      value={value ?? ""}
      options={[{ value: "", label: none }, ...options]}
      onChange={(next) => onChange(next === "" ? undefined : next)}
    />
  );
}

/** Any of a list, in a row: what is ticked stands there, the list opens below it. */
export function ChoicesCell<Value extends string>({
  label,
  values,
  options,
  onChange,
}: {
  label: string;
  values: readonly Value[];
  options: readonly { value: Value; label: string }[];
  onChange: (values: Value[]) => void;
}) {
  const separator = useSeparator();
  const chosen = options.filter(({ value }) => values.includes(value)).map((option) => option.label);
  const text = chosen.length === 0 ? "–" : chosen.join(separator);
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={classNames(styles.cell, styles.choices)}
          aria-label={`${label}: ${text}`}
          title={text}
        >
          {text}
        </button>
      }
    >
      <MenuChecks values={values} options={options} onValuesChange={onChange} />
    </Menu>
  );
}

/**
 * A moment of the drill, written "T+03:20", or a length of time, written "03:20". Takes what is typed when the
 * field is left or Enter is pressed.
 */
export function MomentCell({
  label,
  valueMs,
  isLength = false,
  minMs = 0,
  onChange,
}: {
  label: string;
  valueMs: number;
  isLength?: boolean;
  minMs?: number;
  onChange: (valueMs: number) => void;
}) {
  const t = useTranslations("common.typed");
  const { typed, isLeft, type, leave } = useCellText(label);
  const ms = typed === null ? null : momentFromText(typed);
  const isNone = typed !== null && (ms === null || ms < 0);
  const isTooLittle = ms !== null && ms < minMs;

  function commit() {
    if (typed === null) return;
    if (ms === null || ms < 0 || isTooLittle) {
      leave();
      return;
    }
    type(null);
    if (ms !== valueMs) onChange(ms);
  }

  return (
    <TypedCell
      label={label}
      inputMode="text"
      shown={typed ?? (isLength ? clockFace(valueMs) : drillMoment(valueMs))}
      wrong={isNone ? t("moment") : isTooLittle && isLeft ? t("momentFrom", { min: clockFace(minMs) }) : null}
      onType={type}
      onCommit={commit}
    />
  );
}

/**
 * A number in a row. Takes what is typed when the field is left or Enter is pressed; what is no number, or none within
 * the bounds, stays and is told.
 */
export function NumberCell<Value extends number | null>({
  label,
  value,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
  decimals = 2,
  isOptional = false,
  onChange,
}: {
  label: string;
  value: Value;
  min?: number;
  max?: number;
  /** Most digits after the point. */
  decimals?: number;
  /** Whether nothing may stand there: null is then given. */
  isOptional?: boolean;
  onChange: (value: Value | number) => void;
}) {
  const wrongText = useWrongNumberText();
  const { typed, isLeft, type, leave } = useCellText(label);
  const bounds = { min, max, decimals, isRequired: !isOptional };
  const { number, wrong } = typed === null ? { number: null, wrong: null } : readNumber(typed, bounds);

  function commit() {
    if (typed === null) return;
    if (wrong !== null) {
      leave();
      return;
    }
    type(null);
    if (number !== value) onChange(number as Value);
  }

  return (
    <TypedCell
      label={label}
      inputMode="decimal"
      className={styles.number}
      shown={typed ?? (value === null ? "" : String(value))}
      wrong={wrong !== null && (isLeft || isToldAtOnce(wrong)) ? wrongText(wrong) : null}
      onType={type}
      onCommit={commit}
    />
  );
}

/** A day of the calendar in a row, as the browser asks for one. It cannot be left out. */
export function DayCell({
  label,
  value,
  onChange,
}: {
  label: string;
  /** "2026-11-23". */
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <input
      type="date"
      className={styles.cell}
      aria-label={label}
      value={value}
      onChange={(event) => {
        if (event.target.value !== "") onChange(event.target.value);
      }}
    />
  );
}

/** What stands in a cell until it can be taken over, and whether it was left so: whoever is still typing is told less. */
function useCellText(label: string) {
  const [typed, setTyped] = useTyped(label);
  const [isLeft, setLeft] = useState(typed !== null);
  return {
    typed,
    isLeft,
    type: (next: string | null) => {
      setTyped(next);
      setLeft(false);
    },
    leave: () => setLeft(true),
  };
}

/** A cell that takes over what is typed when it is left or Enter is pressed, and says below what it cannot take. */
function TypedCell({
  label,
  inputMode,
  className,
  shown,
  wrong,
  onType,
  onCommit,
}: {
  label: string;
  inputMode: "text" | "decimal";
  className?: string | undefined;
  shown: string;
  wrong: string | null;
  onType: (typed: string) => void;
  onCommit: () => void;
}) {
  const id = useId();
  return (
    <>
      <input
        className={classNames(styles.cell, className)}
        aria-label={label}
        aria-invalid={wrong !== null || undefined}
        aria-describedby={wrong === null ? undefined : id}
        inputMode={inputMode}
        value={shown}
        onChange={(event) => onType(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={onCommit}
        onKeyDown={(event) => {
          if (event.key === "Enter") onCommit();
        }}
      />
      {wrong === null ? null : (
        <span className={styles.wrong} id={id} role="alert">
          {wrong}
        </span>
      )}
    </>
  );
}
