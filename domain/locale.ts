/** The languages everything is written in. The first one is the default. */
export const LOCALES = ["zh", "en"] as const;

export type Locale = (typeof LOCALES)[number];

/** The cookie in which a browser keeps the language its user chose. */
export const LOCALE_COOKIE = "locale";

/** BCP 47 tags for `lang` attributes and `Intl`. */
export const LANGUAGE_TAG: Record<Locale, string> = { zh: "zh-CN", en: "en" };

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/**
 * The language to answer in: the one chosen, else the best match of the browser's wishes, else Chinese.
 *
 * @param chosen Value of the `locale` cookie, if any.
 * @param acceptLanguage The request's `Accept-Language` header, if any.
 */
export function localeFor(
  chosen: string | null | undefined,
  acceptLanguage: string | null | undefined,
): Locale {
  if (isLocale(chosen)) return chosen;

  const wishes = (acceptLanguage ?? "").split(",").map((wish) => {
    const [tag = "", ...parameters] = wish.trim().split(";");
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
    return {
      language: tag.toLowerCase().split("-")[0],
      quality: quality === undefined ? 1 : Number(quality),
    };
  });
  const best = wishes
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .find((wish) => isLocale(wish.language));
  return isLocale(best?.language) ? best.language : "zh";
}
