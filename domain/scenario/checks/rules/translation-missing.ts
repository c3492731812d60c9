import { LOCALES, type Offered } from "@/domain/locales";
import { warning, type Finding, type Path } from "@/domain/scenario/checks/rule";
import { isWritten, type LocalText } from "@/domain/text";
import { say } from "@/domain/words/said";

/** From so many in one list on, they are told together: a list that is still to be translated is one thing to do. */
const TOGETHER_FROM = 4;

/** A text that is written in one language, and whose readers in another are shown that one. */
export const translationMissing = warning(({ scenario }) =>
  Object.entries(scenario).flatMap(([part, value]) =>
    LOCALES.flatMap((locale): Finding[] => {
      const language = say(`checks.language.${locale}`);
      const places = untranslatedIn(value, locale, [part]);
      const [first] = places;
      if (first && places.length >= TOGETHER_FROM) {
        const said = say("checks.translation-missing.many", { language, count: places.length });
        return [{ path: first, said }];
      }
      return places.map((path) => ({ path, said: say("checks.translation-missing.one", { language }) }));
    }),
  ),
);

function untranslatedIn(value: unknown, locale: Offered, path: Path): Path[] {
  if (Array.isArray(value)) return value.flatMap((part, i) => untranslatedIn(part, locale, [...path, i]));
  if (typeof value !== "object" || value === null) return [];
  // What has passed the shape of a scenario and is written in Chinese and English is a text.
  if ("zh" in value && "en" in value) {
    const text = value as LocalText;
    return (text[locale] ?? "").trim() === "" && isWritten(text) ? [path] : [];
  }
  return Object.entries(value).flatMap(([key, part]) => untranslatedIn(part, locale, [...path, key]));
}
