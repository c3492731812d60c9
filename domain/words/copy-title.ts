import { LOCALES, type Offered } from "@/domain/locales";
import type { LocalText } from "@/domain/text";
import en from "./messages/en/marks.json";
import zh from "./messages/zh/marks.json";

/** Pages make titles of copies in every language, and carry these few words of each for it. */
const MARKS: Record<Offered, typeof zh> = { zh, en };

/** What a copy is called until somebody renames it: like what it was made from, marked as a copy. */
export function copyTitle(title: LocalText): LocalText {
  const marked = LOCALES.flatMap((locale) => {
    const text = title[locale];
    if (text === undefined) return [];
    return [[locale, text === "" ? "" : MARKS[locale].copy.replace("{title}", () => text)] as const];
  });
  return Object.fromEntries(marked) as LocalText;
}
