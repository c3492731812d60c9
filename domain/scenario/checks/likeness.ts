import type { LocalText } from "@/domain/text";

/**
 * How much of a text has to stand in another one for that one to speak of it: pairs of characters in Chinese, words of
 * four letters or more in English. Measured over the starters: of texts that have nothing to do with each other 19 in 20
 * share less than `clearly`; where one tells the other by the clock they share more.
 */
const SHARE = { clearly: { pairs: 0.2, words: 0.25 }, "at all": { pairs: 0.03, words: 0.03 } };

/** Whether texts speak of what another one says, in any language in which both are written. */
export function speaksOf(texts: readonly LocalText[], of: LocalText, how: keyof typeof SHARE): boolean {
  const joined = (locale: "zh" | "en") => texts.map((text) => text[locale]).join(" ");
  const shares = [
    { share: shareOf(pairsIn(of.zh), pairsIn(joined("zh"))), least: SHARE[how].pairs },
    { share: shareOf(wordsIn(of.en), wordsIn(joined("en"))), least: SHARE[how].words },
  ];
  const known = shares.filter(({ share }) => share !== null);
  return known.length === 0 || known.some(({ share, least }) => (share ?? 0) >= least);
}

/** The share of one set that is in the other; null where one of them is empty. */
function shareOf(of: ReadonlySet<string>, among: ReadonlySet<string>): number | null {
  if (of.size === 0 || among.size === 0) return null;
  return [...of].filter((one) => among.has(one)).length / of.size;
}

function pairsIn(text: string): ReadonlySet<string> {
  const plain = text.replace(/[^\p{sc=Han}\d]+/gu, "");
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2)));
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[a-z]{4,}/g) ?? []);
}
