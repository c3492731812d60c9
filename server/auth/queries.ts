import "server-only";
import { and, arrayContains, desc, eq, exists, gt, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { credentials, sessions, signInAttempts, users } from "@/server/db/schema/auth";
import { drills } from "@/server/db/schema/drills";
import { placeFrom, placeQuery, type Place } from "@/server/seats/queries";
import { env } from "@/server/env";
import { LIMIT_KINDS } from "./limits";

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
  sessionCreatedAt: Date;
  passwordProvenAt: Date | null;
  lastSeenAt: Date;
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
      sessionCreatedAt: sql<Date>`${sessions.createdAt}`.mapWith(sessions.createdAt).as("session_created_at"),
      passwordProvenAt: sessions.passwordProvenAt,
      lastSeenAt: sessions.lastSeenAt,
      ...account,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.token, sql`asked.token`), holds()))
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
        sessionCreatedAt: held.sessionCreatedAt,
        passwordProvenAt: held.passwordProvenAt,
        lastSeenAt: held.lastSeenAt,
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
        closed: place.closed,
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

/**
 * Whether a session still holds: its time has not run out, and somebody uses it. An evaluator's device may be without a
 * network for hours while entries wait on it, so its session waits for the scores of that drill.
 */
function holds() {
  const unused = sql`make_interval(mins => ${sql.raw(String(env.sessionIdleMinutes))})`;
  const evaluated = sql`(select 1 from ${drills}
    where ${drills.id} = ${sessions.evaluatesDrillId} and ${drills.releasedAt} is null)`;
  return and(
    gt(sessions.expiresAt, sql`now()`),
    or(gt(sessions.lastSeenAt, sql`now() - ${unused}`), exists(evaluated)),
  );
}

/** Sessions of a person that still hold, newest first. */
export async function sessionsOf(db: Database, userId: string) {
  return db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
      ipAddress: sessions.ipAddress,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), holds()))
    .orderBy(desc(sessions.createdAt));
}

/** The limits that keep somebody out now, the longest first. At most 200. */
export async function limitsInForce(db: Database, atMs: number) {
  const { key } = signInAttempts;
  // The person a key ends with, or whose session it names.
  const about = sql`${users.id}::text = case split_part(${key}, ':', 1)
    when 'person' then split_part(${key}, ':', 2)
    when 'code-person' then split_part(${key}, ':', 2)
    when 'device' then split_part(${key}, ':', 3)
    when 'session' then ${sessions.userId}::text end`;
  const rows = await db
    .select({
      key,
      attempts: signInAttempts.attempts,
      lockedUntilMs: sql<string>`${signInAttempts.lockedUntilMs}`.mapWith(Number),
      person: { name: users.name, latinName: users.latinName },
    })
    .from(signInAttempts)
    .leftJoin(sessions, eq(sql`'session:' || ${sessions.id}::text`, key))
    .leftJoin(users, about)
    .where(gt(signInAttempts.lockedUntilMs, atMs))
    .orderBy(desc(signInAttempts.lockedUntilMs), key)
    .limit(200);
  return rows.flatMap((row) => {
    const kind = LIMIT_KINDS.find((one) => row.key.startsWith(`${one}:`));
    if (kind === undefined) return [];
    const address = kind.endsWith("address") ? row.key.slice(kind.length + 1) : null;
    return [{ ...row, kind, address }];
  });
}
