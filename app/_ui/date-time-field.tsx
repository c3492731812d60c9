"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { instantsOf, wallTimeAt, zoneName } from "@/app/_i18n/zoned-time";
import { deviceMs } from "./device-clock";
import { Field } from "./field";
import { Input } from "./input";
import { useTelling } from "./use-telling";

/** What stands in a field for a calendar time, and the instant it means. */
export type TypedTime = {
  text: string;
  /** Unix time in ms; null while there is none. */
  atMs: number | null;
  /** Why what is typed is no instant; null while nothing is wrong. */
  wrong: "unfinished" | "outOfReason" | "gap" | null;
};

export const NO_TIME: TypedTime = { text: "", atMs: null, wrong: null };

const YEAR_MIN = 2000;
const YEAR_MAX = 2100;

/** What a field shows for an instant, and what it means again. */
export function typedTime(atMs: number | null, timeZone: string): TypedTime {
  return atMs === null ? NO_TIME : { text: wallTimeAt(atMs, timeZone), atMs, wrong: null };
}

/** What a text in the form of date-and-time fields means in a zone. */
export function timeFrom(text: string, timeZone: string): TypedTime {
  if (text === "") return NO_TIME;
  const instants = instantsOf(text, timeZone);
  const year = Number(text.split("-")[0]);
  if (instants === null || year < YEAR_MIN || year > YEAR_MAX)
    return { text, atMs: null, wrong: "outOfReason" };
  const [atMs] = instants;
  return atMs === undefined ? { text, atMs: null, wrong: "gap" } : { text, atMs, wrong: null };
}

/**
 * A date and a time of day in the installation's time zone, whose name stands beside it. A time that does not exist
 * there is told, and of one that comes twice it is said which is meant.
 */
export function DateTimeField({
  label,
  hint,
  value,
  onValueChange,
  disabled,
}: {
  label: string;
  hint?: string;
  value: TypedTime;
  onValueChange: (value: TypedTime) => void;
  disabled?: boolean;
}) {
  const t = useTranslations("common.wallTime");
  const tell = useTelling();
  const timeZone = useTimeZone() ?? "UTC";
  const { text, atMs, wrong } = value;
  const instants = atMs === null ? [] : (instantsOf(text, timeZone) ?? []);
  const [first, second] = instants;
  const notes = [
    hint,
    t("zone", { zone: timeZone, offset: zoneName(timeZone, atMs ?? deviceMs()) }),
    first !== undefined && second !== undefined
      ? t("twice", { meant: zoneName(timeZone, first), other: zoneName(timeZone, second) })
      : undefined,
  ].filter((note) => note !== undefined);

  /** A half-filled field has no value; whoever leaves it must not believe that it has. */
  function look(input: HTMLInputElement) {
    if (input.validity.badInput && wrong === null)
      onValueChange({ text: input.value, atMs: null, wrong: "unfinished" });
  }

  return (
    <Field
      label={label}
      hint={tell({ list: notes, as: "sentences" })}
      error={wrong ? t(wrong, { zone: timeZone }) : undefined}
    >
      <Input
        type="datetime-local"
        value={text}
        disabled={disabled}
        onChange={({ target }) => onValueChange(timeFrom(target.value, timeZone))}
        onBlur={({ target }) => look(target)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === "Enter") look(currentTarget);
        }}
      />
    </Field>
  );
}
