import "server-only";
import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import { asSearched, asTyped } from "@/domain/typed";
import { jieba } from "./words-of-text";

const HAN_RUN = /\p{Script=Han}+/gu;

/**
 * The Chinese of a text as words with spaces between them, and the rest of it as it is.
 *
 * PostgreSQL takes a Chinese sentence for a single word. Long words are cut into the shorter ones inside
 * them too, so that a text about "便利店" is found by "店".
 */
export function withChineseCut(text: string): string {
  return text.replace(
    HAN_RUN,
    (run) => ` ${[...jieba().cutForSearch(run, true), ...jieba().cutAll(run)].join(" ")} `,
  );
}

/** A text in a language, with how much a hit in it counts: "A" most, "D" least. */
export type Weighted = { zh: string; en: string; weight: "A" | "B" | "C" | "D" };

/** The search vector of texts in both languages: Chinese by words, English by stems. */
export function searchVectorOf(texts: readonly Weighted[]): SQL {
  const parts = texts.map(
    ({ zh, en, weight }) =>
      sql`setweight(to_tsvector('simple', ${withChineseCut(asTyped(zh))}) || to_tsvector('english', ${asTyped(en)}), ${weight}::"char")`,
  );
  return parts.length === 0 ? sql`''::tsvector` : sql.join(parts, sql` || `);
}

/** From here on (the radicals of Chinese) a character says as much as a Latin syllable, and two of them find few texts. */
const FIRST_WIDE = 0x2e80;

/** How many characters the window takes that begins with one: two of Chinese, three of anything else. */
function windowLength(character: string): number {
  return (character.codePointAt(0) ?? 0) >= FIRST_WIDE ? 2 : 3;
}

/** A `tsvector` holds at most so many bytes of words, and refuses the text that has more. */
const GRAM_BYTES_MAX = 1_000_000;

/**
 * The windows of a text that finds are looked up by, each once: at every character the two (Chinese) or three (anything
 * else) that begin there, fewer where a space ends them. A text holds what somebody looks for only if it has each of
 * its windows; the reverse is made sure of in the text itself.
 *
 * @param searchedText as `asSearched` gives it.
 * @returns null when there are more than an index entry can hold. Such a text is looked through itself.
 */
export function gramsOf(searchedText: string): string[] | null {
  const grams = new Set<string>();
  let bytes = 0;
  for (const word of searchedText.split(" ")) {
    const characters = [...word];
    characters.forEach((first, at) => {
      const gram = characters.slice(at, at + windowLength(first)).join("");
      if (grams.has(gram)) return;
      grams.add(gram);
      bytes += Buffer.byteLength(gram);
    });
  }
  return bytes > GRAM_BYTES_MAX ? null : [...grams];
}

/**
 * What the windows of a text must hold for a part of a query to be in it.
 *
 * @param term without spaces, as `termsOf` gives it.
 * @returns the text of a `tsquery`; `exact`: whatever it finds has the part, so that nobody need look again.
 */
export function gramQueryOf(term: string): { query: string; exact: boolean } {
  const characters = [...term];
  const needed: string[] = [];
  let covered = 0;
  characters.forEach((first, at) => {
    const end = at + windowLength(first);
    // A window that goes on behind the part begins with what is left of it; nothing new where that was covered.
    if (end > characters.length && covered >= characters.length) return;
    const gram = characters.slice(at, end).join("");
    needed.push(end > characters.length ? `${lexeme(gram)}:*` : lexeme(gram));
    covered = Math.max(covered, Math.min(end, characters.length));
  });
  return { query: [...new Set(needed)].join(" & "), exact: needed.length === 1 };
}

/** A word of a `tsquery`, whatever signs are in it. */
function lexeme(word: string): string {
  return `'${word.replace(/\\/g, "\\\\").replace(/'/g, "''")}'`;
}

/**
 * The words by which texts are found that surely have a part of a query: the part itself where it is one word of the
 * dictionary, by which Chinese is cut; its stem, too, where it is Latin, so that "gases" finds "gas". Null when nothing
 * is sure.
 */
export function sureWordOf(term: string): SQL | null {
  if (/^[a-z]+$/.test(term)) return sql`plainto_tsquery('english', ${term})`;
  if (!/^\p{Script=Han}{3,}$/u.test(term) || !jieba().cutAll(term).includes(term)) return null;
  return sql`${lexeme(term)}::tsquery`;
}

/** What somebody typed, by the spaces in it; every part must be found. At most eight count. */
export function termsOf(query: string): string[] {
  const terms = asSearched(query)
    .split(/[\s,，、。;；]+/)
    .filter(Boolean);
  return [...new Set(terms)].slice(0, 8);
}

/** A part of a query as PostgreSQL understands it: all its Chinese words, or all its English stems. */
export function tsQueryOf(term: string): SQL {
  const words = term.replace(HAN_RUN, (run) => ` ${jieba().cut(run, false).join(" ")} `).trim();
  return sql`(plainto_tsquery('simple', ${words}) || plainto_tsquery('english', ${words}))`;
}

/**
 * A column as it is looked through: what the database can do of `asTyped`, so that a name written in full width is found
 * by whoever types it in half width.
 */
export function searched(column: SQLWrapper): SQL {
  return sql`translate(normalize(${column}, NFKC), '‐‑‒–—―−', '-------')`;
}

/** A pattern for `ilike` that finds a text anywhere, whatever signs are in it. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** Whether a name in a column holds what somebody looks for, whatever signs are in it. */
export function holds(column: SQLWrapper, text: string): SQL {
  return sql`${searched(column)} ilike ${containing(text)}`;
}

/**
 * Whether the windows of names hold those of what somebody looks for: all that `holds` finds, by an index, and some more.
 *
 * @param grams A column that the database makes by `name_grams`, as `gramsOf` does of a text.
 */
export function mayHold(grams: SQLWrapper, text: string): SQL | undefined {
  const windows = termsOf(text).map((term) => `(${gramQueryOf(term).query})`);
  return windows.length === 0 ? undefined : sql`${grams} @@ ${windows.join(" & ")}::tsquery`;
}
