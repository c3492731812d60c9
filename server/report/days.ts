import "server-only";
import { tagOf } from "@/domain/locales";
import type { LocalText } from "@/domain/text";
import { inEveryLanguage } from "@/domain/words/sentence";
import { env } from "@/server/env";

/**
 * The day of a moment in the installation's time zone, as it is written in each language.
 *
 * @param atMs Unix time in ms.
 */
export function daysIn(atMs: number): LocalText {
  const { timeZone } = env;
  return inEveryLanguage((locale) =>
    new Intl.DateTimeFormat(tagOf(locale), { dateStyle: "long", timeZone }).format(atMs),
  );
}
