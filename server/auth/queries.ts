import "server-only";
import { eq, or } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";

const account = {
  id: users.id,
  name: users.name,
  latinName: users.latinName,
  email: users.email,
  staffNumber: users.staffNumber,
  roles: users.roles,
  organisationId: users.organisationId,
  disabledAt: users.disabledAt,
  isDemo: users.isDemo,
  mustChangePassword: users.mustChangePassword,
  locale: users.locale,
  theme: users.theme,
};

/** One account by its id. */
export async function findAccount(db: Database, userId: string) {
  const [found] = await db.select(account).from(users).where(eq(users.id, userId));
  return found ?? null;
}

/** The account someone means when they type an e-mail address or a staff number, in whatever case. */
export async function findAccountByIdentifier(db: Database, identifier: string) {
  const typed = identifier.trim();
  const [found] = await db
    .select(account)
    .from(users)
    .where(or(eq(users.email, typed.toLowerCase()), eq(users.staffNumber, typed.toUpperCase())));
  return found ?? null;
}
