import { isLocale, languageOf, LOCALES, type Locale, type Offered } from "@/domain/locales";
import type { LocalText } from "@/domain/text";
import { en } from "./messages/en";
import { zh } from "./messages/zh";
import { pseudo } from "./pseudo";
import type { Saying, Sentences } from "./said";
import { tellingIn, type Telling } from "./telling";

/** Every catalogue. Pages do not load this file: they carry the sentences of their reader's language. */
const SENTENCES: Record<Offered, Sentences> = { zh, en };

/** The catalogue of a language; of one for trying, the catalogue of another made strange. */
export function sentencesIn(locale: Locale): Sentences {
  return isLocale(locale) ? SENTENCES[locale] : pseudo(sentencesIn(languageOf(locale).instead));
}

const tellings = new Map<Locale, Telling>();

/**
 * What rules say, as a text in one language.
 *
 * @throws {Error} for a message that the catalogue lacks, or that lacks a value.
 */
export function sentence(what: Saying, locale: Locale): string {
  let telling = tellings.get(locale);
  if (!telling) {
    telling = tellingIn(locale, sentencesIn(locale), (error) => {
      throw error;
    });
    tellings.set(locale, telling);
  }
  return telling(what);
}

/** The same in every language, for what becomes an author's own text; or what is made in each. */
export function inEveryLanguage(what: Saying | ((locale: Locale) => string)): LocalText {
  const texts = LOCALES.map(
    (locale) => [locale, typeof what === "function" ? what(locale) : sentence(what, locale)] as const,
  );
  return Object.fromEntries(texts) as LocalText;
}
