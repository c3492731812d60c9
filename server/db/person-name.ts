import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Locale } from "@/domain/locale";

/** The name to show people who read `locale`, as `personNameIn` has it; null where the join found nobody. */
export function shownName(
  person: { name: AnyPgColumn; latinName: AnyPgColumn },
  locale: Locale,
): SQL<string | null> {
  return locale === "en" ? sql`coalesce(${person.latinName}, ${person.name})` : sql`${person.name}`;
}
