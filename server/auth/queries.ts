import "server-only";
import { and, arrayContains, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { credentials, sessions, users } from "@/server/db/schema/auth";
import { placeFrom, placeQuery, type Place } from "@/server/drill/queries";
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

/** A session by its token, and the place its owner has in a drill, where one is asked about. */
export type SessionAsked = { token: string; drillId: string | null };

export function sessionAskedKey({ token, drillId }: SessionAsked): string {
  return `${token} ${drillId ?? ""}`;
}

/** Finds the sessions that still hold, with their people's accounts and places. */
export function sessionFinder(
  db: Database,
): (asked: readonly SessionAsked[]) => Promise<Map<string, SessionFound & { place: Place | null }>> {
  // With the limits each can only be looked up by its key: a plan made for empty tables would read all of them.
  const held = db
    .select({
      sessionId: sql<string>`${sessions.id}`.as("session_id"),
      sessionExpiresAt: sessions.expiresAt,
      ...account,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.token, sql`asked.token`), gt(sessions.expiresAt, sql`now()`)))
    .limit(1)
    .as("held");
  const place = placeQuery(db, held.id, sql`asked.drill_id::uuid`);
  // Built once: it is asked with every request.
  const query = db
    .select({
      token: sql<string>`asked.token`,
      drillId: sql<string | null>`asked.drill_id`,
      session: {
        sessionId: held.sessionId,
        sessionExpiresAt: held.sessionExpiresAt,
        id: held.id,
        name: held.name,
        latinName: held.latinName,
        email: held.email,
        staffNumber: held.staffNumber,
        roles: held.roles,
        organisationId: held.organisationId,
        disabledAt: held.disabledAt,
        isDemo: held.isDemo,
        mustChangePassword: held.mustChangePassword,
        locale: held.locale,
        theme: held.theme,
      },
      place: {
        role: place.role,
        lane: place.lane,
        side: place.side,
        teamRole: place.teamRole,
        joinedAt: place.joinedAt,
      },
    })
    // One parameter, so that the statement is the same, and stays prepared, however many there are.
    .from(sql`json_to_recordset(${sql.placeholder("asked")}::json) as asked(token text, drill_id text)`)
    .crossJoinLateral(held)
    .leftJoinLateral(place, sql`true`)
    .prepare("sessions_by_token");
  return async (asked) => {
    const rows = await query.execute({
      asked: JSON.stringify(asked.map(({ token, drillId }) => ({ token, drill_id: drillId }))),
    });
    return new Map(
      rows.map(({ token, drillId, session, place }) => [
        sessionAskedKey({ token, drillId }),
        { ...session, place: place && placeFrom(place) },
      ]),
    );
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
