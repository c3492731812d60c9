import type { Locale } from "@/domain/locales";
import { nameKey } from "@/domain/names";
import type { LocalText } from "@/domain/text";
import { inEveryLanguage } from "@/domain/words/sentence";
import { personNameIn } from "./schema";

/** What can tell somebody from another of the same name, the best of it first. */
type Known = { name: string; staffNumber: string | null; organisation: string | null };

/**
 * The names of the people in one list, as that list shows them: where two look the same, each with its staff number, or
 * the organisation, behind it. Only the list itself counts, so that it tells nothing of who is not in it.
 */
export function namesApart(people: readonly Known[]): string[] {
  const keys = people.map(({ name }) => nameKey(name));
  const times = new Map<string, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return people.map(({ name, staffNumber, organisation }, i) => {
    const mark = staffNumber ?? organisation;
    return mark === null || (times.get(keys[i] ?? "") ?? 0) < 2 ? name : `${name} (${mark})`;
  });
}

/** The same by language, each in the letters of its readers: two who look alike in one may differ in the other. */
export function namesApartForReaders(people: readonly (Known & { latinName: string | null })[]): LocalText[] {
  const lists = new Map<string, string[]>();
  const listIn = (locale: Locale) => {
    const made =
      lists.get(locale) ?? namesApart(people.map((one) => ({ ...one, name: personNameIn(one, locale) })));
    lists.set(locale, made);
    return made;
  };
  return people.map((_, i) => inEveryLanguage((locale) => listIn(locale)[i] ?? ""));
}
