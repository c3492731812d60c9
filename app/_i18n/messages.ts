import type { Locale } from "@/domain/locale";
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

const CATALOGUES: Record<Locale, Messages> = { zh, en };

export function messagesIn(locale: Locale): Messages {
  return CATALOGUES[locale];
}
