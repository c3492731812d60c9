/**
 * A text cut to a number of characters as people see them: never inside a letter with its accents, a flag or a face
 * made of several signs. What was cut off is marked by "…", which counts.
 */
export function shortened(text: string, charactersMax: number): string {
  const kept = firstCharacters(text, charactersMax);
  if (kept.length === text.length) return text;
  return `${firstCharacters(text, Math.max(0, charactersMax - 1)).trimEnd()}…`;
}

/** The first characters of a text, as people see them, without a mark where it was cut. */
export function firstCharacters(text: string, count: number): string {
  let kept = 0;
  let end = 0;
  for (const character of charactersOf(text)) {
    if (kept === count) return text.slice(0, end);
    kept += 1;
    end += character.length;
  }
  return text;
}

/**
 * As many whole characters from the start as fit into a field that counts UTF-16 units, as columns and the limits of
 * schemas do.
 */
export function fitting(text: string, unitsMax: number): string {
  if (text.length <= unitsMax) return text;
  let end = 0;
  for (const character of charactersOf(text)) {
    if (end + character.length > unitsMax) return text.slice(0, end);
    end += character.length;
  }
  return text;
}

/**
 * The part of a text from about `start` to about `end` (UTF-16 units), moved outwards to whole characters, with "…" where
 * there is more of it.
 */
export function excerptOf(text: string, start: number, end: number): string {
  let at = 0;
  let from = 0;
  let to = text.length;
  for (const character of charactersOf(text)) {
    if (at <= start) from = at;
    if (at >= end) {
      to = at;
      break;
    }
    at += character.length;
  }
  return `${from > 0 ? "…" : ""}${text.slice(from, to).trim()}${to < text.length ? "…" : ""}`;
}

/** A text, character by character as people see them. */
export function* charactersOf(text: string): Generator<string, void, undefined> {
  // Firefox before 125 has no segmenter; the pattern knows accents, flags, and what is joined to one face.
  const segmenter = segmenterOf();
  if (segmenter === null) for (const [character] of text.matchAll(CHARACTER)) yield character;
  else for (const { segment } of segmenter.segment(text)) yield segment;
}

let made: Intl.Segmenter | null | undefined;

function segmenterOf(): Intl.Segmenter | null {
  made ??= "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "grapheme" }) : null;
  return made;
}

const MARKS = "[\\p{M}\\ufe00-\\ufe0f\\u{1f3fb}-\\u{1f3ff}\\u{e0020}-\\u{e007f}]*";
const CHARACTER = new RegExp(
  `\\p{Regional_Indicator}{2}|\\r\\n|[^]${MARKS}(?:\\u200d\\p{Extended_Pictographic}${MARKS})*`,
  "gu",
);
