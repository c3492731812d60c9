"use client";

import { useId, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import { classNames } from "./class-names";
import { useFieldControl } from "./field-context";
import { Spinner } from "./spinner";
import inputStyles from "./input.module.css";
import styles from "./combobox.module.css";
import { holdsWords } from "@/domain/typed";

export type ComboboxOption = {
  value: string;
  label: string;
  /** A second line, such as an organisation. */
  detail?: string;
  /** Further words to find it by, such as pinyin or a staff number. */
  keywords?: string;
  icon?: ReactNode;
  disabled?: boolean;
};

/**
 * One of many, found by typing. Filters what it is given; with `onQueryChange` the caller searches instead
 * (people, places) and passes the finds as `options`.
 */
export function Combobox({
  value,
  onValueChange,
  options,
  onQueryChange,
  loading = false,
  placeholder,
  clearable = false,
  disabled,
  size = "medium",
  ...rest
}: {
  value: string | null;
  onValueChange: (value: string | null) => void;
  options: readonly ComboboxOption[];
  onQueryChange?: (query: string) => void;
  loading?: boolean;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  size?: "small" | "medium" | "large";
  id?: string;
  "aria-label"?: string;
}) {
  const t = useTranslations("common");
  const wiring = useFieldControl(rest);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const choice = useChoice({ value, options, onValueChange, onQueryChange, list });
  const { open, setOpen, query, label, shown, current } = choice;

  return (
    <Popover.Root open={open} onOpenChange={(next) => (next ? setOpen(true) : choice.close())}>
      <Popover.Anchor asChild>
        <span className={classNames(inputStyles.frame, inputStyles[size], disabled && inputStyles.disabled)}>
          <input
            {...wiring}
            aria-label={rest["aria-label"]}
            ref={input}
            className={inputStyles.input}
            role="combobox"
            aria-expanded={open}
            aria-controls={`${listId}-list`}
            aria-autocomplete="list"
            aria-activedescendant={open && current ? `${listId}-${shown.indexOf(current)}` : undefined}
            autoComplete="off"
            spellCheck={false}
            disabled={disabled}
            placeholder={open && label ? label : (placeholder ?? t("field.choose"))}
            value={open ? query : label}
            onChange={(event) => choice.search(event.target.value)}
            onClick={() => setOpen(true)}
            onKeyDown={choice.onKeyDown}
          />
          <Adjuncts
            loading={loading}
            disabled={disabled === true}
            onClear={clearable && value !== null && !disabled ? () => onValueChange(null) : null}
            onToggle={() => setOpen((before) => !before)}
            focus={() => input.current?.focus()}
          />
        </span>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          // The list is what matters; a dialog around it would only be read out.
          role="group"
          aria-label={placeholder ?? t("field.choose")}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            // The field itself is part of the widget, not "outside".
            if (event.target instanceof Node && input.current?.parentElement?.contains(event.target)) {
              event.preventDefault();
            }
          }}
        >
          <Options
            id={listId}
            ref={list}
            label={placeholder ?? t("field.choose")}
            options={shown}
            value={value}
            current={current}
            onPoint={choice.point}
            onChoose={choice.choose}
          />
          {shown.length === 0 ? (
            <p className={styles.empty} role="status">
              {t(loading ? "loading" : "field.noMatch")}
            </p>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** What is typed, what of the options fits it, and which of those is pointed at. */
function useChoice({
  value,
  options,
  onValueChange,
  onQueryChange,
  list,
}: {
  value: string | null;
  options: readonly ComboboxOption[];
  onValueChange: (value: string | null) => void;
  onQueryChange: ((query: string) => void) | undefined;
  list: RefObject<HTMLUListElement | null>;
}) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  // Kept for the time when a search no longer lists it.
  const [chosenLabel, setChosenLabel] = useState<string | null>(null);

  const chosen = options.find((option) => option.value === value);
  const label = value === null ? "" : (chosen?.label ?? chosenLabel ?? value);
  const shown = onQueryChange ? options : options.filter((option) => fits(option, query));
  const current = shown[Math.min(active, shown.length - 1)];

  function search(text: string) {
    setQuery(text);
    setActive(0);
    setOpen(true);
    onQueryChange?.(text);
  }

  function close() {
    setOpen(false);
    if (query !== "") {
      setQuery("");
      onQueryChange?.("");
    }
  }

  function choose(option: ComboboxOption) {
    if (option.disabled) return;
    setChosenLabel(option.label);
    onValueChange(option.value);
    close();
  }

  function move(to: number) {
    if (!open) return setOpen(true);
    const next = (to + shown.length) % Math.max(1, shown.length);
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown") move(open ? active + 1 : active);
    else if (event.key === "ArrowUp") move(active - 1);
    else if (event.key === "Enter" && open && current) choose(current);
    else if (event.key === "Escape" && open) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { open, setOpen, query, label, shown, current, point: setActive, search, close, choose, onKeyDown };
}

/** The finds, of which one is pointed at. */
function Options({
  id,
  ref,
  label,
  options,
  value,
  current,
  onPoint,
  onChoose,
}: {
  id: string;
  ref: RefObject<HTMLUListElement | null>;
  label: string;
  options: readonly ComboboxOption[];
  value: string | null;
  current: ComboboxOption | undefined;
  onPoint: (index: number) => void;
  onChoose: (option: ComboboxOption) => void;
}) {
  return (
    <ul className={styles.list} role="listbox" id={`${id}-list`} ref={ref} aria-label={label}>
      {options.map((option, index) => (
        <li
          key={option.value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={option.value === value}
          aria-disabled={option.disabled || undefined}
          className={classNames(styles.option, option === current && styles.active)}
          onMouseMove={() => onPoint(index)}
          // Keeps the focus in the field.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
        >
          {option.icon}
          <span className={styles.text}>
            <span>{option.label}</span>
            {option.detail ? <span className={styles.detail}>{option.detail}</span> : null}
          </span>
          {option.value === value ? <Check className={styles.check} aria-hidden="true" /> : null}
        </li>
      ))}
    </ul>
  );
}

/** At the end of the field: takes the choice back, shows all there is. */
function Adjuncts({
  loading,
  disabled,
  onClear,
  onToggle,
  focus,
}: {
  loading: boolean;
  disabled: boolean;
  /** Null where there is nothing to take back. */
  onClear: (() => void) | null;
  onToggle: () => void;
  focus: () => void;
}) {
  const t = useTranslations("common");
  return (
    <>
      {onClear ? (
        <button
          type="button"
          className={styles.adjunct}
          aria-label={t("field.clearChoice")}
          onClick={() => {
            onClear();
            focus();
          }}
        >
          <X aria-hidden="true" />
        </button>
      ) : null}
      <button
        type="button"
        className={styles.adjunct}
        tabIndex={-1}
        aria-label={t("field.showOptions")}
        disabled={disabled}
        onClick={() => {
          onToggle();
          focus();
        }}
      >
        {loading ? <Spinner /> : <ChevronsUpDown aria-hidden="true" />}
      </button>
    </>
  );
}

function fits(option: ComboboxOption, query: string): boolean {
  return holdsWords(`${option.label} ${option.detail ?? ""} ${option.keywords ?? ""}`, query);
}
