import { z } from "zod";
import { FIRST_LOCALES, languageOf, LATER_LOCALES, LOCALES, type FirstLocale, type Locale } from "./locales";
import { asNamed, canBeSeen } from "./names";
import { asTyped } from "./typed";

// Kinds of field. Every text that comes in is one of these, and what a kind leaves out of what was typed is said here
// and nowhere else: a plain `z.string()` is stored letter for letter.

/** Text that people read: the white space around it is no part of it, the rest stays as it was typed. */
export const Words = (max: number) =>
  z
    .string()
    .max(max * 2, TOO_LONG)
    .trim()
    .max(max);

/** `Words` that say something: nothing but what cannot be seen is as good as nothing. */
export const SaidWords = (max: number) => Words(max).min(1).refine(canBeSeen, { error: "text-empty" });

/** The name of something (`asNamed`). One that cannot be seen is missing. */
export const Name = (max: number) => NameOrNone(max).min(1);

/** A name, or nothing. */
export const NameOrNone = (max: number) =>
  z
    .string()
    .max(max * 4 + 40, TOO_LONG)
    .overwrite(asNamed)
    .max(max);

/** A name in both languages, one of which may be left out: readers of that one are shown the other. */
export const NamedText = (max: number) =>
  textBy(LATER_LOCALES, NameOrNone(max)).refine((names) => Object.values(names).some((name) => name !== ""), {
    error: "text-empty",
  });

/** A code, an identifier, a command: `asTyped`. */
export const Typed = (max: number) =>
  z
    .string()
    .max(max * 4 + 40, TOO_LONG)
    .overwrite(asTyped)
    .max(max);

/** What is looked for (`asTyped`): the index is made by the same step, so that people find the words they read. */
export const SearchText = (max: number) => Typed(max);

/** What is far too long is not looked at any further. */
const TOO_LONG = { abort: true };

/** The latest moment that is kept, in Unix ms: the end of the year 2199. */
export const UNIX_MS_MAX = Date.UTC(2200, 0, 1) - 1;

/** A moment on the calendar, in Unix ms: no clock that people live by shows another one. */
export const UnixMs = z.number().int().min(0).max(UNIX_MS_MAX);

/** The languages every text of a scenario can be written in. */
export const WrittenIn = z.enum(LOCALES);

/**
 * The shape of a text by language: of those that every stored text has had from the start, and of those that came later,
 * which may be absent. A further row in the table of languages therefore changes no stored byte.
 */
export function textBy<Later extends string>(later: readonly Later[], part: z.ZodString) {
  const first = Object.fromEntries(FIRST_LOCALES.map((locale) => [locale, part]));
  const others = Object.fromEntries(later.map((locale) => [locale, part.optional()]));
  return z.strictObject({ ...first, ...others }) as z.ZodObject<
    Record<FirstLocale, z.ZodString> & Record<Later, z.ZodOptional<z.ZodString>>,
    z.core.$strict
  >;
}

/**
 * A text by language. An author may leave one of them empty while writing; readers of that language are then shown
 * another one (see `inLocale`).
 */
export const LocalText = textBy(LATER_LOCALES, z.string().max(8_000));
export type LocalText = z.infer<typeof LocalText>;

/** What a text is until somebody writes it: nothing, so that no sentence of ours reaches players as an author's. */
export const UNWRITTEN: LocalText = { zh: "", en: "" };

/** A text that has something in at least one language. */
export const FilledText = LocalText.refine(isWritten, { message: "text-empty" });

/** Whether a text has something in at least one language. */
export function isWritten(text: LocalText): boolean {
  return Object.values(text).some((written) => written !== undefined && written.trim() !== "");
}

/** What is written in one way for readers of every language: a name, an id, what somebody typed. */
export function everywhere(text: string): LocalText {
  return Object.fromEntries(LOCALES.map((locale) => [locale, text])) as LocalText;
}

/** Whether two texts say the same in every language. */
export function isSameText(a: LocalText, b: LocalText): boolean {
  return LOCALES.every((locale) => a[locale] === b[locale]);
}

/** The text in `locale`; where it is empty, in the language its readers get instead, or in any that it is written in. */
export function inLocale(text: LocalText, locale: Locale): string {
  for (const one of [locale, languageOf(locale).instead, ...LOCALES]) {
    const written: unknown = Reflect.get(text, one);
    if (typeof written === "string" && written.trim() !== "") return written;
  }
  return "";
}

/**
 * The same value with every text filled in each language that it lacks from another one, so that no sentence built of
 * several texts has a hole. For what is shown and played; what authors edit keeps its gaps.
 */
export function inBothLanguages<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(inBothLanguages) as Value;
  if (typeof value !== "object" || value === null) return value;
  if (isLocalText(value)) {
    return Object.fromEntries(LOCALES.map((locale) => [locale, inLocale(value, locale)])) as Value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, inBothLanguages(part)]),
  ) as Value;
}

/** Whether a value is a text by language, by its shape. */
export function isLocalText(value: unknown): value is LocalText {
  return LocalText.safeParse(value).success;
}
