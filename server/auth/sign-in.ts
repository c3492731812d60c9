import "server-only";
import { isAPIError } from "better-auth/api";
import type { Theme } from "@/domain/account/schema";
import { LOCALE_COOKIE, type Locale } from "@/domain/locale";
import { Refusal } from "@/domain/refusal";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import type { Context } from "@/server/context";
import type { Database } from "@/server/db/client";
import { ADDRESS_HEADER, authFor } from "./auth";
import {
  ACCOUNT_LIMIT,
  ADDRESS_LIMIT,
  ATTEMPTS_KEPT_MS,
  minutesUntil,
  personKey,
  unknownKey,
} from "./limits";
import { endSession, forgetAttempts, forgetOldAttempts, giveAttemptBack, takeAttempt } from "./mutations";
import { findAccountByIdentifier } from "./queries";
import { mayBeSignedIn } from "./session";

/**
 * Signs somebody in: a new session in place of the one the browser may have had, and its cookie.
 *
 * A wrong password, an unknown name, a switched-off account and a demo account outside demo mode all get the
 * same answer after the same work, and are counted alike.
 *
 * @returns whether the password, chosen by somebody else, has to be changed before anything can be done.
 * @throws {Refusal} "sign-in-failed"; "sign-in-locked" or "sign-in-address-limited" with the minutes left.
 */
export async function signIn(
  ctx: Context,
  typed: { identifier: string; password: string },
): Promise<{ mustChangePassword: boolean }> {
  const { db } = ctx;
  const atMs = ctx.now();
  const account = await findAccountByIdentifier(db, typed.identifier);
  const accountKey = account ? personKey(account.id) : unknownKey(typed.identifier);
  const addressKey = ctx.address === null ? null : `address:${ctx.address}`;

  if (addressKey !== null) {
    const lockedUntilMs = await takeAttempt(db, addressKey, atMs, ADDRESS_LIMIT);
    if (lockedUntilMs !== null) {
      throw new Refusal("sign-in-address-limited", { minutes: minutesUntil(lockedUntilMs, atMs) });
    }
  }
  const lockedUntilMs = await takeAttempt(db, accountKey, atMs, ACCOUNT_LIMIT);
  if (lockedUntilMs !== null) {
    await recordSignIn(ctx, account, "refused", { why: "locked" });
    throw new Refusal("sign-in-locked", { minutes: minutesUntil(lockedUntilMs, atMs) });
  }

  const entitled = account !== null && mayBeSignedIn(account) ? account : null;
  const session = await openSession(ctx, entitled, typed.password);
  if (session === null || entitled === null) {
    await recordSignIn(ctx, account, "refused", {
      why: entitled === null ? "no-such-account" : "wrong-password",
    });
    await forgetOldAttempts(db, atMs - ATTEMPTS_KEPT_MS);
    throw new Refusal("sign-in-failed");
  }

  await forgetAttempts(db, accountKey);
  if (addressKey !== null) await giveAttemptBack(db, addressKey);
  if (ctx.user) await endSession(db, ctx.user.id, ctx.user.sessionId);
  await recordSignIn(ctx, entitled, "done", {});
  ctx.setCookies([...session.cookies, ...preferenceCookies(entitled)]);
  return { mustChangePassword: entitled.mustChangePassword };
}

/** Ends the session of the request and takes its cookie back. Harmless for who has none. */
export async function signOut(ctx: Context): Promise<void> {
  const { headers } = await authFor(ctx.db).api.signOut({ headers: ctx.headers(), returnHeaders: true });
  ctx.setCookies(headers.getSetCookie());
  if (!ctx.user) return;
  await recordAudit(ctx.db, { ...auditBy(ctx), action: "sign-out", object: null, result: "done" });
}

/** Lifts the lock on a person's account, if there is one. */
export async function unlockAccount(db: Database, userId: string): Promise<void> {
  await forgetAttempts(db, personKey(userId));
}

/** What somebody chose for good, as the cookies in which every browser keeps it; nothing for what they did not. */
function preferenceCookies(account: { locale: Locale | null; theme: Theme | null }): string[] {
  const kept = { [LOCALE_COOKIE]: account.locale, theme: account.theme };
  return Object.entries(kept).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax`],
  );
}

/**
 * Asks Better Auth for a session. For nobody (null) it does the same work on a name that cannot exist, so
 * that the time taken does not tell which names do.
 *
 * @returns null when the password is wrong.
 */
async function openSession(
  ctx: Context,
  account: { email: string | null; staffNumber: string | null } | null,
  password: string,
): Promise<{ cookies: string[] } | null> {
  const { api } = authFor(ctx.db);
  const headers = new Headers();
  if (ctx.address !== null) headers.set(ADDRESS_HEADER, ctx.address);
  const userAgent = ctx.headers().get("user-agent");
  if (userAgent !== null) headers.set("user-agent", userAgent.slice(0, 300));

  try {
    const opened =
      account !== null && account.email === null && account.staffNumber !== null
        ? await api.signInUsername({
            body: { username: account.staffNumber, password },
            headers,
            returnHeaders: true,
          })
        : await api.signInEmail({
            body: { email: account?.email ?? "nobody@nowhere.invalid", password },
            headers,
            returnHeaders: true,
          });
    return { cookies: opened.headers.getSetCookie() };
  } catch (error) {
    // Better Auth refuses with 4xx: a wrong password, or one longer than any can be. The rest is a fault.
    if (isAPIError(error) && error.statusCode < 500) return null;
    throw error;
  }
}

async function recordSignIn(
  ctx: Context,
  account: { id: string; name: string } | null,
  result: "done" | "refused",
  detail: Record<string, string>,
): Promise<void> {
  await recordAudit(ctx.db, {
    ...auditBy(ctx),
    actor: result === "done" && account ? { id: account.id, name: account.name } : { id: null, name: "" },
    action: "sign-in",
    object: account ? { type: "person", id: account.id, name: account.name } : null,
    result,
    detail,
  });
}
