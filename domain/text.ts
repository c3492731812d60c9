import { z } from "zod";

/** The languages every text of a scenario can be written in. */
export const Locale = z.enum(["zh", "en"]);
export type Locale = z.infer<typeof Locale>;

/**
 * A text in both languages. An author may leave one of them empty while writing;
 * readers of that language are then shown the other one (see `inLocale`).
 */
export const LocalText = z.strictObject({ zh: z.string().max(8_000), en: z.string().max(8_000) });
export type LocalText = z.infer<typeof LocalText>;

/** A text that has something in at least one language. */
export const FilledText = LocalText.refine(isWritten, { message: "text-empty" });

/** Whether a text has something in at least one language. */
export function isWritten(text: LocalText): boolean {
  return text.zh.trim() !== "" || text.en.trim() !== "";
}

/** The text in `locale`, or in the other language where that one is empty. */
export function inLocale(text: LocalText, locale: Locale): string {
  const other = locale === "zh" ? text.en : text.zh;
  return text[locale].trim() === "" ? other : text[locale];
}

/** What a copy is called until somebody renames it: like what it was made from, marked as a copy. */
export function copyTitle({ zh, en }: LocalText): LocalText {
  return { zh: zh && `${zh}（副本）`, en: en && `${en} (copy)` };
}

/**
 * The same value with every text that has one language only filled from it in the other, so that no sentence built of
 * several texts has a hole. For what is shown and played; what authors edit keeps its gaps.
 */
export function inBothLanguages<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(inBothLanguages) as Value;
  if (typeof value !== "object" || value === null) return value;
  if (isLocalText(value)) {
    const both: LocalText = { zh: inLocale(value, "zh"), en: inLocale(value, "en") };
    return both as Value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, inBothLanguages(part)]),
  ) as Value;
}

/** Whether a value is a text in both languages, by its shape. */
export function isLocalText(value: unknown): value is LocalText {
  return LocalText.safeParse(value).success;
}
