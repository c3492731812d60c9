import "server-only";
import { requireGoodPassword } from "@/domain/account/password";
import { Refusal } from "@/domain/refusal";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import type { Context, Viewer } from "./asking";
import type { Database } from "@/server/db/client";
import { forgetGuesses, guessing } from "./guesses";
import { hashOfPassword, isPasswordOf } from "./hashing";
import { confirmCounts } from "./limits";
import { endSessions, notePasswordProven, storePasswordHash } from "./mutations";
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

/**
 * Lets pass only who knows the password they have now.
 *
 * Wrong guesses are counted by the session: a screen left open is no way around the limits, and nobody outside it can
 * use them up.
 *
 * @throws {Refusal} "password-wrong", "password-tries-limited" with the minutes left.
 */
export async function requireOwnPassword(
  { db, user, now }: Context & { user: Viewer },
  password: string,
): Promise<void> {
  const counts = confirmCounts(user);
  await guessing(db, now(), { counts, wrong: "password-wrong" }, async () => {
    const hash = await findPasswordHash(db, user.id);
    if (hash === null || !(await isPasswordOf({ hash, password }))) throw new Refusal("password-wrong");
  });
  await forgetGuesses(db, counts);
}

/** Notes that the caller has just proved their password, for what needs a fresh one. Throws like `requireOwnPassword`. */
export async function provePassword(ctx: Context & { user: Viewer }, password: string): Promise<void> {
  await requireOwnPassword(ctx, password);
  await notePasswordProven(ctx.db, ctx.user.sessionId, new Date(ctx.now()));
}

/**
 * Changes the caller's own password, which ends their sessions everywhere else.
 *
 * @throws {Refusal} when the current password is wrong or was wrong too often, the new one equals it or breaks
 *   the policy.
 */
export async function changeOwnPassword(
  ctx: Context & { user: Viewer },
  typed: { current: string; next: string },
): Promise<void> {
  const { db, user } = ctx;
  await requireOwnPassword(ctx, typed.current);
  if (typed.current === typed.next) throw new Refusal("password-unchanged");

  await db.transaction(async (tx) => {
    await setPassword(tx, user.id, typed.next, { byOwner: true, keepSessionId: user.sessionId });
    await recordAudit(tx, { ...auditBy(ctx), action: "me.password", object: null, result: "done" });
  });
}
