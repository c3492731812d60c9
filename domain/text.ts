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
export const FilledText = LocalText.refine((text) => text.zh.trim() !== "" || text.en.trim() !== "", {
  message: "text-empty",
});

/** The text in `locale`, or in the other language where that one is empty. */
export function inLocale(text: LocalText, locale: Locale): string {
  const other = locale === "zh" ? text.en : text.zh;
  return text[locale].trim() === "" ? other : text[locale];
}

/** What a copy is called until somebody renames it: like what it was made from, marked as a copy. */
export function copyTitle({ zh, en }: LocalText): LocalText {
  return { zh: zh && `${zh}（副本）`, en: en && `${en} (copy)` };
}
