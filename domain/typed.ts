import { charactersOf } from "./shortened";

/**
 * What somebody typed or pasted where only letters, digits and signs count: an identifier, a code, a number, a moment,
 * a command, a search. A Chinese input method gives full width ("ＡＢＣ", "０５：３０", an ideographic space), a paste
 * gives hyphens of every length and characters that nobody sees; none of that is meant.
 *
 * Text that people read is never passed through here: it stays as it was typed. Names have `asNamed`.
 */
export function asTyped(text: string): string {
  return plain(text).replace(IDEOGRAPHIC_POINT, "$1.").replace(/\s+/g, " ").trim();
}

/** Letters, digits and signs in the one form that they are compared in. */
function plain(text: string): string {
  return text.normalize("NFKC").replace(HYPHENS, "-").replace(UNSEEN, "");
}

/** Hyphens and dashes of every length, the minus sign, the small and full-width ones. */
const HYPHENS = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/g;

/** Controls but for white space, format characters, and what shows nothing at all. */
const UNSEEN = /[^\P{Cc}\s]|\p{Cf}|\p{Default_Ignorable_Code_Point}|\u2800/gu;

/** The Chinese full stop between Latin letters or digits: "3。5", "a@b。cn". */
const IDEOGRAPHIC_POINT = /([A-Za-z0-9])。(?=[A-Za-z0-9])/g;

/** A text as it is looked through, and what is looked for in it: the same step for both, without capitals. */
export function asSearched(text: string): string {
  return asTyped(text).toLowerCase();
}

/** Whether every word that somebody looks for is somewhere in a text. */
export function holdsWords(text: string, query: string): boolean {
  const searched = asSearched(text);
  return asSearched(query)
    .split(" ")
    .every((word) => searched.includes(word));
}

/**
 * A text as it is looked through, with the places that its characters have in the text itself. What is found in it from
 * `from` to `to` stands there from `starts[from]` to `ends[to - 1]`, in whole characters as people see them.
 */
export type SearchedInPlace = { searched: string; starts: number[]; ends: number[] };

/** `asSearched`, without losing where in the text something was found. */
export function searchedInPlace(text: string): SearchedInPlace {
  const starts: number[] = [];
  const ends: number[] = [];
  let searched = "";
  let at = 0;
  for (const character of charactersOf(text)) {
    const end = at + character.length;
    const folded = plain(character).replace(/\s+/g, " ");
    // Several blanks are one, as in what is looked for.
    const begins = folded.startsWith(" ") && searched.endsWith(" ") ? 1 : 0;
    // A few capitals are longer as small letters; the rest is made small as a whole.
    const small = folded.toLowerCase();
    const next = (small.length === folded.length ? folded : small).slice(begins);
    searched += next;
    for (let i = 0; i < next.length; i += 1) {
      starts.push(at);
      ends.push(end);
    }
    at = end;
  }
  return { searched: searched.toLowerCase().replace(IDEOGRAPHIC_POINT, "$1."), starts, ends };
}

/** The number in what was typed; null when it holds anything else, nothing, or no number that can be counted with. */
export function numberFromText(text: string): number | null {
  const typed = asTyped(text);
  if (!/^[+-]?(\d{1,15}(\.\d{0,10})?|\.\d{1,10})$/.test(typed)) return null;
  return Number(typed);
}

/**
 * The time of day in what was typed, as "HH:MM" of 24 hours; null when it holds anything else. Taken are "23:35", "8:05",
 * "2335", "23.35", "23时35分", "晚上11点35" and "11:35 pm".
 */
export function timeOfDayFromText(text: string): string | null {
  const typed = asTyped(text).toLowerCase().replace(/\s+/g, "");
  const found =
    /^(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)?(\d{1,2})(?:[:.时点](\d{2})?|(?=\d{2}(?:[ap]m)?$)(\d{2}))分?([ap]m)?$/.exec(
      typed,
    );
  if (!found) return null;
  const [, day = "", hours = "", minutes, together, half] = found;
  const isLate = half === "pm" || /下午|傍晚|晚上/.test(day);
  const isEarly = half === "am" || /凌晨|早上|早晨|上午/.test(day);
  const written = Number(hours);
  const hour = isLate && written < 12 ? written + 12 : isEarly && written === 12 ? 0 : written;
  const minute = Number(minutes ?? together ?? 0);
  if (hour > 23 || minute > 59 || (half !== undefined && (written < 1 || written > 12))) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
