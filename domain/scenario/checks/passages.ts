import { LOCALES } from "@/domain/locales";
import type { LocalText } from "@/domain/text";

/** From so many characters in a row on, two texts share a passage and not just a name or a place. */
const SHARED_FROM = { letters: 36, characters: 14 };

/**
 * Finds passages that texts share with others. Punctuation, white space and case make no difference.
 *
 * @param texts The texts whose passages are looked for, with what each is known by.
 */
export function passagesOf<Key>(texts: readonly { text: LocalText; key: Key }[]) {
  const known = new Map<string, Key>();
  for (const { text, key } of texts) {
    for (const piece of piecesOf(text)) if (!known.has(piece)) known.set(piece, key);
  }
  /** What a text shares a passage with; undefined where it shares none. */
  return (text: LocalText): Key | undefined => {
    for (const piece of piecesOf(text)) if (known.has(piece)) return known.get(piece);
    return undefined;
  };
}

function* piecesOf(text: LocalText): Generator<string> {
  for (const locale of LOCALES) {
    const plain = (text[locale] ?? "").toLowerCase().replace(/[\p{P}\p{Z}\s]+/gu, "");
    // Chinese says in one character what takes several letters.
    const size = /\p{sc=Han}/u.test(plain) ? SHARED_FROM.characters : SHARED_FROM.letters;
    for (let at = 0; at + size <= plain.length; at += 1) yield plain.slice(at, at + size);
  }
}
