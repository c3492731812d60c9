import { LOCALES, type Offered } from "@/domain/locales";
import type { LocalText } from "@/domain/text";

/** A question, by its place in the document, with the options that count in full. */
export type Choice = {
  path: (string | number)[];
  options: readonly { id: string; label: LocalText }[];
  best: readonly string[];
};

/** What gives the best option away to a reader who knows nothing of the matter. */
export type Clue =
  /** It is written first in every question of the document. */
  | { clue: "first-in-all" }
  /** It is the longest in more than half of the questions, as read in this language. */
  | { clue: "longest-in-most"; locale: Offered; longest: number; of: number }
  /** It is far longer than the others of its question, as read in this language. */
  | { clue: "far-longer"; path: (string | number)[]; locale: Offered };

/** A best option longer than this many times the mean of the others is far longer. */
const FAR_LONGER = 1.5;

/** With fewer questions than these, "in most" says nothing. */
const MOST_OF_AT_LEAST = 3;

/**
 * What gives the best options of a document away, by place and by length. A question whose options all count in
 * full, and a language it is not written in, give nothing away.
 */
export function cluesIn(choices: readonly Choice[]): Clue[] {
  const open = choices.filter(({ options, best }) => options.some(({ id }) => !best.includes(id)));
  const isFirst = ({ options: [first], best }: Choice) => first !== undefined && best.includes(first.id);
  const inPlace: Clue[] = open.length > 1 && open.every(isFirst) ? [{ clue: "first-in-all" }] : [];
  return [...inPlace, ...LOCALES.flatMap((locale) => cluesOfLength(open, locale))];
}

function cluesOfLength(choices: readonly Choice[], locale: Offered): Clue[] {
  const measured = choices.flatMap(({ path, options, best }) => {
    if (options.some(({ label }) => label[locale].trim() === "")) return [];
    const lengthsOf = (isBest: boolean) =>
      options.filter(({ id }) => best.includes(id) === isBest).map(({ label }) => [...label[locale]].length);
    const others = lengthsOf(false);
    const longest = Math.max(...lengthsOf(true));
    const mean = others.reduce((sum, length) => sum + length, 0) / others.length;
    return [{ path, isLongest: longest > Math.max(...others), isFar: longest > FAR_LONGER * mean }];
  });
  const longest = measured.filter(({ isLongest }) => isLongest).length;
  const isMost = measured.length >= MOST_OF_AT_LEAST && longest > measured.length / 2;
  return [
    ...(isMost ? [{ clue: "longest-in-most" as const, locale, longest, of: measured.length }] : []),
    ...measured.flatMap(({ path, isFar }) => (isFar ? [{ clue: "far-longer" as const, path, locale }] : [])),
  ];
}
