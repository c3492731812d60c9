import { asSearched, searchedInPlace } from "@/domain/typed";

/** A piece of a text: what somebody searched for, or what stands between. */
export type MarkedPart = { text: string; isMarked: boolean };

/**
 * A text in pieces, with the words that somebody searched for apart. They are looked for by the step by which the search
 * finds them, so that whatever was found is marked, in whatever width it was written.
 */
export function markedParts(text: string, marks: readonly string[]): MarkedPart[] {
  const pattern = patternFor(marks);
  if (pattern === null) return [{ text, isMarked: false }];
  const { searched, starts, ends } = searchedInPlace(text);
  const parts: MarkedPart[] = [];
  const put = (from: number, to: number, isMarked: boolean) => {
    if (to > from) parts.push({ text: text.slice(from, to), isMarked });
  };
  let at = 0;
  for (const { index, 0: found } of searched.matchAll(pattern)) {
    const from = starts[index] ?? at;
    const to = ends[index + found.length - 1] ?? from;
    // One sign may stand for several letters, of which two hits have a part each.
    if (from < at) continue;
    put(at, from, false);
    put(from, to, true);
    at = to;
  }
  put(at, text.length, false);
  return parts;
}

/** Latin words are marked to their end, so that the stem "evacu" marks "evacuated". */
function patternFor(marks: readonly string[]): RegExp | null {
  const parts = marks
    .map(asSearched)
    .filter((mark) => mark !== "")
    .sort((a, b) => b.length - a.length)
    .map((mark) => {
      const escaped = mark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return /^[a-z0-9'-]+$/.test(mark) ? `\\b${escaped}[a-z]*` : escaped;
    });
  return parts.length === 0 ? null : new RegExp(parts.join("|"), "g");
}
