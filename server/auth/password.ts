import "server-only";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { requireGoodPassword } from "@/domain/account/password";
import { Refusal } from "@/domain/refusal";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import type { Context, Viewer } from "@/server/context";
import type { Database } from "@/server/db/client";
import { ACCOUNT_LIMIT, minutesUntil, personKey } from "./limits";
import { endSessions, forgetAttempts, storePasswordHash, takeAttempt } from "./mutations";
import { findAccount, findPasswordHash } from "./queries";

/**
 * Gives a person a new password and ends their sessions, except the one named.
 *
 * @param choice.byOwner False when somebody else chose it; the owner must then change it at the next sign-in.
 * @throws {Refusal} when the password breaks the policy or the person does not exist.
 */
export async function setPassword(
  db: Database,
  userId: string,
  password: string,
  choice: { byOwner: boolean; keepSessionId: string | null },
): Promise<void> {
  const account = await findAccount(db, userId);
  if (!account) throw new Refusal("not-found");
  requireGoodPassword(password, account);
  await storePasswordHash(db, userId, await hashOfPassword(password), !choice.byOwner);
  await endSessions(db, userId, choice.keepSessionId);
}

/** The form in which a password is stored; takes tens of milliseconds on purpose. */
export function hashOfPassword(password: string): Promise<string> {
  return hashPassword(password);
}

/**
 * Lets pass only who knows the password a person has now.
 *
 * @throws {Refusal} "password-wrong".
 */
export async function requirePassword(db: Database, userId: string, password: string): Promise<void> {
  const hash = await findPasswordHash(db, userId);
  if (hash === null || !(await verifyPassword({ hash, password }))) throw new Refusal("password-wrong");
}

/**
 * Changes the caller's own password, which ends their sessions everywhere else.
 *
 * Wrong guesses at the current one count like wrong sign-ins: a screen left open is no way around the lock.
 *
 * @throws {Refusal} when the current password is wrong or the account locked, the new one equals it or breaks
 *   the policy.
 */
export async function changeOwnPassword(
  ctx: Context & { user: Viewer },
  typed: { current: string; next: string },
): Promise<void> {
  const { db, user } = ctx;
  const key = personKey(user.id);
  const atMs = ctx.now();
  const lockedUntilMs = await takeAttempt(db, key, atMs, ACCOUNT_LIMIT);
  if (lockedUntilMs !== null) {
    throw new Refusal("sign-in-locked", { minutes: minutesUntil(lockedUntilMs, atMs) });
  }
  await requirePassword(db, user.id, typed.current);
  await forgetAttempts(db, key);
  if (typed.current === typed.next) throw new Refusal("password-unchanged");

  await db.transaction(async (tx) => {
    await setPassword(tx, user.id, typed.next, { byOwner: true, keepSessionId: user.sessionId });
    await recordAudit(tx, { ...auditBy(ctx), action: "me.password", object: null, result: "done" });
  });
}
