import "server-only";
import { and, arrayContains, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { credentials, sessions, users } from "@/server/db/schema/auth";
import { env } from "@/server/env";

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

/** Somebody's account, with the session that names them. */
export type SessionFound = NonNullable<Awaited<ReturnType<typeof findAccount>>> & {
  sessionId: string;
  sessionExpiresAt: Date;
};

/** Finds the sessions that still hold, with their people's accounts, by token. */
export function sessionFinder(
  db: Database,
): (tokens: readonly string[]) => Promise<Map<string, SessionFound>> {
  // Built once: it is asked with every request.
  const query = db
    .select({
      token: sessions.token,
      sessionId: sessions.id,
      sessionExpiresAt: sessions.expiresAt,
      ...account,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        // One parameter, so that the statement is the same, and stays prepared, however many there are.
        sql`${sessions.token} = any(array(select json_array_elements_text(${sql.placeholder("tokens")}::json)))`,
        gt(sessions.expiresAt, sql`now()`),
      ),
    )
    .prepare("sessions_by_token");
  return async (tokens) => {
    const rows = await query.execute({ tokens: JSON.stringify(tokens) });
    return new Map(rows.map(({ token, ...found }) => [token, found]));
  };
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

/** The password hash of a person, or null when they have none. */
export async function findPasswordHash(db: Database, userId: string): Promise<string | null> {
  const [found] = await db
    .select({ password: credentials.password })
    .from(credentials)
    .where(and(eq(credentials.userId, userId), eq(credentials.providerId, "credential")));
  return found?.password ?? null;
}

/** Whether there is anybody who can administer this installation. */
export async function hasAdministrator(db: Database): Promise<boolean> {
  const [found] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(arrayContains(users.roles, ["administrator"]), isNull(users.disabledAt), notForShow()))
    .limit(1);
  return found !== undefined;
}

/** Outside demo mode a demo administrator cannot sign in, so it does not count as one. */
function notForShow() {
  return env.mode === "demo" ? undefined : eq(users.isDemo, false);
}

/** Sessions of a person that still hold, newest first. */
export async function sessionsOf(db: Database, userId: string) {
  return db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      expiresAt: sessions.expiresAt,
      ipAddress: sessions.ipAddress,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.createdAt));
}
