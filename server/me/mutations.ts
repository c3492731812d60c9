import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Theme } from "@/domain/account/schema";
import type { Offered } from "@/domain/locales";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";

/** Keeps the language and look a person chose, so that they find them again at another desk. */
export async function storePreferences(
  db: Database,
  userId: string,
  preferences: { locale?: Offered | undefined; theme?: Theme | undefined },
): Promise<void> {
  await db
    .update(users)
    .set({ ...preferences, updatedAt: sql`now()` })
    .where(eq(users.id, userId));
}
