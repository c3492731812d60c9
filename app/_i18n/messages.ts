import { isLocale, languageOf, type Locale, type Offered } from "@/domain/locales";
import { pseudo } from "@/domain/words/pseudo";
import type { FORMATS } from "./formats";
import { en } from "./messages/en";
import { zh } from "./messages/zh";

/** Every sentence on screen. The Chinese catalogue sets the shape; the English one must fit it to compile. */
export type Messages = typeof zh;
export type Namespace = keyof Messages;

declare module "next-intl" {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- next-intl learns our keys by declaration merging
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
    Formats: typeof FORMATS;
  }
}

const CATALOGUES: Record<Offered, Messages> = { zh, en };

const made = new Map<Locale, Messages>();

/** The catalogue of a language; of one for trying, the catalogue of another made strange. */
export function messagesIn(locale: Locale): Messages {
  if (isLocale(locale)) return CATALOGUES[locale];
  const messages = made.get(locale) ?? pseudo(messagesIn(languageOf(locale).instead));
  made.set(locale, messages);
  return messages;
}
