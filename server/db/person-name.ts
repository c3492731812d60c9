import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Locale } from "@/domain/locale";
import type { users } from "@/server/db/schema/auth";

/** The name to show people who read `locale`, as `personNameIn` has it; null where the join found nobody. */
export function shownName(
  person: Pick<typeof users, "name" | "latinName">,
  locale: Locale,
): SQL<string | null> {
  return locale === "en" ? sql`coalesce(${person.latinName}, ${person.name})` : sql`${person.name}`;
}
