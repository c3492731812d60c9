import { asTaken } from "./lookalikes";

/**
 * A name as it is kept: of a person, a team, a drill, a unit. What cannot be seen, or changes how its neighbours show,
 * is no part of one: controls, format and direction marks, fillers, joiners, variation selectors, accents that stand on
 * nothing or pile up. Any white space is one space. What is left is what was typed, in Unicode's composed form (NFC).
 *
 * Empty when there is nothing in it that can be seen (docs/decisions/0046-what-a-name-is.md).
 */
export function asNamed(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(UNSEEN, "")
    .normalize("NFC")
    .replace(FREE_MARKS, "$1")
    .replace(PILED_MARKS, "$1")
    .replace(/ +/g, " ")
    .trim();
}

/**
 * The Braille blank, the Khitan filler and the blank note head are drawn, as nothing. Halves of surrogate pairs and
 * non-characters are no characters at all.
 */
const UNSEEN =
  /\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Surrogate}|\p{Noncharacter_Code_Point}|\p{Me}|[\u2800\ufffc\u{16fe4}\u{1d159}]/gu;

/** Accents at the start or after a space: they would sit on whatever stands before the name. */
const FREE_MARKS = /(^| )\p{Mn}+/gu;

/** A second of the same accent, and more than three of any, reach into the lines above and below. */
const PILED_MARKS = /(\p{Mn}{3})\p{Mn}+/gu;

/** Whether there is anything in a text that people can see. */
export function canBeSeen(text: string): boolean {
  return asNamed(text) !== "";
}

/**
 * What a name is compared by: two names with one key are the same name to whoever reads them. Width, capitals,
 * compatibility forms and letters of other scripts that look alike make no difference.
 */
export function nameKey(name: string): string {
  const folded = asNamed(asNamed(name).normalize("NFKC")).toUpperCase().toLowerCase();
  return asTaken(folded.normalize("NFC"));
}

/**
 * Whether people would take two names for the same one. Beside the keys, shapes count here that only a small or only a
 * capital letter has: "I" is taken for "l", and the Greek nu for "v".
 */
export function isSameName(one: string, other: string): boolean {
  return nameKey(one) === nameKey(other) || shapeOf(one) === shapeOf(other);
}

/** A name in both languages, one of which may be left out: readers of that one are shown the other. */
type InBoth = { zh: string; en: string };

/** What a name in both languages is compared by, as readers of either are shown it. */
function shownKeys({ zh, en }: InBoth): string[] {
  return [zh || en, en || zh].flatMap((shown) => [nameKey(shown), shapeOf(shown)]);
}

/** Whether readers of either language would take two names for the same one, as they are shown to them. */
export function isShownAlike(one: InBoth, other: InBoth): boolean {
  const keys = shownKeys(other);
  return shownKeys(one).some((key, i) => key === keys[i]);
}

/** Those of a list that are shown under the same name as another one in it, together. */
export function shownAlike<T extends { name: InBoth }>(list: readonly T[]): T[][] {
  const groups: { keys: string[]; members: T[] }[] = [];
  for (const one of list) {
    const keys = shownKeys(one.name);
    const group = groups.find((other) => other.keys.some((key, i) => key === keys[i]));
    if (group) group.members.push(one);
    else groups.push({ keys, members: [one] });
  }
  return groups.map(({ members }) => members).filter((members) => members.length > 1);
}

function shapeOf(name: string): string {
  const shape = asNamed(name).normalize("NFKC").replaceAll("ν", "v").replaceAll("η", "n");
  return asTaken(shape).replaceAll("I", "l");
}
