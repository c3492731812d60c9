/** What is known of a language of the interface. */
type Language = {
  /** BCP 47, for `lang` attributes and `Intl`. */
  tag: string;
  /** What it calls itself. */
  name: string;
  /** The language in which a text is shown that has not been written in this one. */
  instead: string;
  /** In which letters people are named to its readers. */
  names: "own" | "latin";
  /** Only where the product is tried: no text of its own, but that of another language, made strange. */
  trial?: true;
  /** Authors have written in it since the first release, so that every stored text has it. */
  first?: true;
};

/**
 * The languages of the interface; the first one is the default. Another one is a row here, a folder of catalogues in
 * app/_i18n/messages and in domain/words/messages, and nothing else.
 */
const LANGUAGES = {
  zh: { tag: "zh-CN", name: "中文", instead: "en", names: "own", first: true },
  en: { tag: "en", name: "English", instead: "zh", names: "latin", first: true },
  "en-XA": { tag: "en-XA", name: "⟦Ëñġļïšĥ⟧", instead: "en", names: "latin", trial: true },
} as const satisfies Record<string, Language>;

export type Locale = keyof typeof LANGUAGES;

/** A language that people can choose. */
export type Offered = {
  [Key in Locale]: (typeof LANGUAGES)[Key] extends { trial: true } ? never : Key;
}[Locale];

/** Every language, with the one in which the product is tried. */
export const ALL_LOCALES = Object.keys(LANGUAGES) as Locale[];

/** The languages that people can choose, and in which authors write. */
export const LOCALES = ALL_LOCALES.filter((locale): locale is Offered => !isTrial(locale));

/** A language that every stored text has. */
export type FirstLocale = {
  [Key in Offered]: (typeof LANGUAGES)[Key] extends { first: true } ? Key : never;
}[Offered];

/** The languages that every stored text has, and those that came later, which it may lack. */
export const FIRST_LOCALES = LOCALES.filter((locale): locale is FirstLocale => isFirst(locale));
export const LATER_LOCALES = LOCALES.filter(
  (locale): locale is Exclude<Offered, FirstLocale> => !isFirst(locale),
);

function isFirst(locale: Offered): boolean {
  return "first" in LANGUAGES[locale];
}

/** Whether a language is only there to try the product in. */
export function isTrial(locale: Locale): boolean {
  return "trial" in LANGUAGES[locale];
}

/** The language in which a reader writes: their own, or the one they get instead where nothing is written in theirs. */
export function writingOf(locale: Locale): Offered {
  return isLocale(locale) ? locale : writingOf(languageOf(locale).instead);
}

/** What is known of a language. */
export function languageOf(locale: Locale): Language & { instead: Locale } {
  return LANGUAGES[locale];
}

/** The cookie in which a browser keeps the language its user chose. */
export const LOCALE_COOKIE = "locale";

/** BCP 47 tags for `lang` attributes and `Intl`. */
export function tagOf(locale: Locale): string {
  return LANGUAGES[locale].tag;
}

/** Whether people can choose it. */
export function isLocale(value: unknown): value is Offered {
  return LOCALES.some((locale) => locale === value);
}

/**
 * The language to answer in: the one chosen, else the best match of the browser's wishes, else the default.
 *
 * @param chosen Value of the `locale` cookie, if any.
 * @param acceptLanguage The request's `Accept-Language` header, if any.
 * @param trials Whether the languages in which the product is tried may be chosen.
 */
export function localeFor(
  chosen: string | null | undefined,
  acceptLanguage: string | null | undefined,
  trials = false,
): Locale {
  const mayChoose = trials ? ALL_LOCALES : LOCALES;
  const found = mayChoose.find((locale) => locale === chosen);
  if (found) return found;

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
  return isLocale(best?.language) ? best.language : (LOCALES[0] ?? "zh");
}
