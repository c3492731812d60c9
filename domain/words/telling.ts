import { createTranslator } from "use-intl/core";
import type { Locale } from "@/domain/locales";
import { inLocale } from "@/domain/text";
import { listed } from "./lists";
import { percentOf } from "./percent";
import type { Listed, Said, Saying, SentenceKey, Sentences } from "./said";

/** Makes a text of what rules say. */
export type Telling = (what: Saying) => string;

/**
 * Tells in one language, over a catalogue.
 *
 * A message of the catalogue is written in ICU's syntax. For each of its values, `{who}`, it may also use
 * - `{has_who, select, yes {…} other {…}}`: whether there is anything in it;
 * - `{who_begins}`: the same at the beginning of a sentence. Only what is itself a sentence gets a capital letter: a
 *   name is written as its owner writes it;
 * - `{who_open}`: the same without the full stop at its end, where the sentence goes on.
 *
 * @param messages The catalogue of that language, or as much of it as a page carries.
 * @param onError Told of a message that is missing, or lacks a value. By default the name of the message stands in for
 *   the sentence: a page that still knows an earlier release's words goes on working.
 */
export function tellingIn(
  locale: Locale,
  messages: Partial<Sentences>,
  onError: (error: Error) => void = () => undefined,
): Telling {
  const translate = createTranslator<Sentences>({ locale, messages: messages as Sentences, onError });
  const message = translate as (key: SentenceKey, values?: Record<string, string | number>) => string;

  const said = ({ say, with: values = {} }: Said): string => {
    const filled: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(values)) {
      const told = typeof value === "number" ? value : tell(value);
      const text = String(told);
      filled[name] = told;
      filled[`has_${name}`] = text === "" ? "no" : "yes";
      filled[`${name}_begins`] = isSaid(value) ? capital(text, locale) : text;
      filled[`${name}_open`] = text.replace(/[。.]$/u, "");
    }
    return message(say, filled);
  };

  const tell = (what: Saying): string => {
    if (typeof what === "string") return what;
    if (typeof what === "number") return String(what);
    if (isSaid(what)) return said(what);
    if (isListed(what)) return list(what.list.map(tell), what.as);
    if (isMeasure(what, "lengthMs")) return lengthText(what.lengthMs, message);
    if (isMeasure(what, "share")) return message("units.percent", { n: percentOf(what.share) });
    return inLocale(what, locale);
  };
  const list = (parts: readonly string[], as: Listed["as"]): string =>
    as === "sentences"
      ? parts.slice(1).reduce((one, two) => message("units.sentences", { one, two }), parts[0] ?? "")
      : listed(parts, locale, as);
  return tell;
}

/** A length of time to the second. Whole minutes have a word of their own, because in Chinese "45 分" are points. */
function lengthText(ms: number, message: (key: SentenceKey, values: { n: number }) => string): string {
  const seconds = Math.round(ms / 1_000);
  const [h, min, s] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  const parts = [
    h > 0 ? message("units.hours", { n: h }) : "",
    min > 0 ? message(h === 0 && s === 0 ? "units.wholeMinutes" : "units.minutes", { n: min }) : "",
    s > 0 || seconds === 0 ? message("units.seconds", { n: s }) : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function isSaid(what: Saying): what is Said {
  return typeof what === "object" && "say" in what && typeof what.say === "string" && !("zh" in what);
}

function isListed(what: object): what is Listed {
  return "list" in what && Array.isArray(what.list);
}

function isMeasure<Key extends string>(what: object, key: Key): what is Record<Key, number> {
  return typeof Reflect.get(what, key) === "number";
}

function capital(text: string, locale: Locale): string {
  const [first = ""] = text;
  return first.toLocaleUpperCase(locale) + text.slice(first.length);
}
