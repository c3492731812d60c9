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

/** The words of a part of a query that a reader would want marked in the finds. */
export function wordsToMark(term: string): string[] {
  const cut = (term.match(HAN_RUN) ?? []).flatMap((run) => jieba().cut(run, false));
  return [term, ...cut.filter((word) => word.length > 1)];
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
