import "server-only";
import { and, desc, eq, inArray, like, lt, ne, notInArray, or, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { credentials, sessions, setupTokens, signInAttempts, users } from "@/server/db/schema/auth";

/** How many attempts are let through before a key is locked, and for how long. */
export type AttemptLimit = { attemptsMax: number; windowMs: number; lockMs: number };

/**
 * Takes one of the attempts a key has left, before the password is looked at.
 *
 * Counting first means that a hundred guesses sent at once get no further than five sent in a row. The last
 * attempt allowed also sets the lock; success takes the count away again.
 *
 * @returns Unix time in milliseconds until which the key is locked, or null when the attempt may go ahead.
 */
export async function takeAttempt(
  db: Database,
  key: string,
  atMs: number,
  limit: AttemptLimit,
): Promise<number | null> {
  return db.transaction(async (tx) => {
    const fresh = { attempts: 0, sinceMs: atMs, lockedUntilMs: null };
    // One statement: between two of them somebody who signed in takes the count away.
    const [row] = await tx
      .insert(signInAttempts)
      .values({ key, ...fresh })
      .onConflictDoUpdate({ target: signInAttempts.key, set: { key } })
      .returning();
    if (!row) throw new Error("A count of sign-in attempts was neither made nor found.");

    if (row.lockedUntilMs !== null && row.lockedUntilMs > atMs) return row.lockedUntilMs;
    const over = row.lockedUntilMs !== null || row.sinceMs + limit.windowMs <= atMs;
    const attempts = (over ? 0 : row.attempts) + 1;
    await tx
      .update(signInAttempts)
      .set({
        attempts,
        sinceMs: over ? atMs : row.sinceMs,
        lockedUntilMs: attempts >= limit.attemptsMax ? atMs + limit.lockMs : null,
      })
      .where(eq(signInAttempts.key, key));
    return null;
  });
}

/** Forgets the attempts of a key, and with them its lock. */
export async function forgetAttempts(db: Database, key: string): Promise<void> {
  await db.delete(signInAttempts).where(eq(signInAttempts.key, key));
}

/** Forgets the attempts at a person's account on devices that know them, and at codes in their name. */
export async function forgetAttemptsAt(db: Database, userId: string): Promise<void> {
  await db
    .delete(signInAttempts)
    .where(
      or(like(signInAttempts.key, `device:%:${userId}`), eq(signInAttempts.key, `code-person:${userId}`)),
    );
}

/** Lifts a limit by forgetting its count. False when there is none. */
export async function liftLimit(db: Database, key: string): Promise<boolean> {
  const lifted = await db
    .delete(signInAttempts)
    .where(eq(signInAttempts.key, key))
    .returning({ key: signInAttempts.key });
  return lifted.length > 0;
}

/** Gives one attempt back, because it turned out to be right. Lifts a lock that this very attempt had set. */
export async function giveAttemptBack(db: Database, key: string): Promise<void> {
  await db
    .update(signInAttempts)
    .set({ attempts: sql`greatest(${signInAttempts.attempts} - 1, 0)`, lockedUntilMs: null })
    .where(eq(signInAttempts.key, key));
}

/** Removes counts that no longer matter, so that the table does not grow with every name a stranger tries. */
export async function forgetOldAttempts(db: Database, beforeMs: number): Promise<void> {
  await db.delete(signInAttempts).where(lt(signInAttempts.sinceMs, beforeMs));
}

/** Ends one session of a person. False when it is not theirs or already over. */
export async function endSession(db: Database, userId: string, sessionId: string): Promise<boolean> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** Ends every session of a person, except the one named, if any. Returns how many there were. */
export async function endSessions(
  db: Database,
  userId: string,
  except: string | null = null,
): Promise<number> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), except === null ? undefined : ne(sessions.id, except)))
    .returning({ id: sessions.id });
  return ended.length;
}

/** Notes that sessions are used now; to the minute, so that a busy screen does not write with every request. */
export async function noteSessionsUsed(db: Database, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`now()` })
    .where(
      and(inArray(sessions.id, [...sessionIds]), lt(sessions.lastSeenAt, sql`now() - interval '1 minute'`)),
    );
}

/** Notes which drill is evaluated in a session: it then holds, also without a network, until the scores are released. */
export async function noteEvaluating(db: Database, sessionId: string, drillId: string): Promise<void> {
  await db.update(sessions).set({ evaluatesDrillId: drillId }).where(eq(sessions.id, sessionId));
}

/** Ends those of a person's sessions that were used longest ago, so that no more than `sessionsMax` are left. */
export async function endOldestSessions(db: Database, userId: string, sessionsMax: number): Promise<void> {
  const latest = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.createdAt))
    .limit(sessionsMax);
  await db.delete(sessions).where(and(eq(sessions.userId, userId), notInArray(sessions.id, latest)));
}

/** Notes when the password was last proved within a session. */
export async function notePasswordProven(db: Database, sessionId: string, at: Date): Promise<void> {
  await db.update(sessions).set({ passwordProvenAt: at }).where(eq(sessions.id, sessionId));
}

/** Deletes sessions that have run out. */
export async function forgetOldSessions(db: Database, now: Date): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
}

/** Stores a password hash; the person has no other way to prove who they are. */
export async function storePasswordHash(
  db: Database,
  userId: string,
  hash: string,
  mustChangePassword: boolean,
): Promise<void> {
  await db
    .insert(credentials)
    .values({ userId, accountId: userId, providerId: "credential", password: hash })
    .onConflictDoUpdate({
      target: [credentials.providerId, credentials.accountId],
      set: { password: hash, updatedAt: sql`now()` },
    });
  await db
    .update(users)
    .set({ mustChangePassword, updatedAt: sql`now()` })
    .where(eq(users.id, userId));
}

/** Keeps the hash of the newest setup token, in place of any before. */
export async function storeSetupToken(db: Database, tokenHash: string): Promise<void> {
  await db
    .insert(setupTokens)
    .values({ tokenHash })
    .onConflictDoUpdate({ target: setupTokens.id, set: { tokenHash, createdAt: sql`now()` } });
}

/** Uses a setup token up. False when it is not the current one. */
export async function useSetupToken(db: Database, tokenHash: string): Promise<boolean> {
  const used = await db
    .delete(setupTokens)
    .where(eq(setupTokens.tokenHash, tokenHash))
    .returning({ id: setupTokens.id });
  return used.length > 0;
}

/** Removes the setup token for good. */
export async function forgetSetupToken(db: Database): Promise<void> {
  await db.delete(setupTokens);
}

/** Any number will do, as long as nothing else in this database locks the same one. */
const ACCOUNTS_LOCK = 4_110_002;

/**
 * Lets one change at a time at people, organisations and teams, until the transaction ends. They are rare, and
 * rules such as "there is always an administrator" look at several rows at once.
 */
export async function lockAccounts(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ACCOUNTS_LOCK}::bigint)`);
}
