import "server-only";
import { isAPIError } from "better-auth/api";
import type { Theme } from "@/domain/account/schema";
import { LOCALE_COOKIE, type Locale } from "@/domain/locales";
import { fitting } from "@/domain/shortened";
import { isRefusal, Refusal, type RefusalCode } from "@/domain/refusal";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import type { Context, Viewer } from "./asking";
import type { Database } from "@/server/db/client";
import { env } from "@/server/env";
import { ADDRESS_HEADER, authFor } from "./auth";
import { forgetGuesses, guessing } from "./guesses";
import { deviceCookie, knownDevice, type KnownDevice } from "./known-device";
import { ATTEMPTS_KEPT_MS, codeCounts, personKey, signInCounts } from "./limits";
import {
  endOldestSessions,
  endSession,
  forgetAttempts,
  forgetAttemptsAt,
  forgetOldAttempts,
} from "./mutations";
import { findAccountByIdentifier } from "./queries";
import { mayBeSignedIn } from "./session";

/**
 * Signs somebody in: a new session in place of the one the browser may have had, and its cookie.
 *
 * A wrong password, an unknown name, a switched-off account and a demo account outside demo mode all get the
 * same answer after the same work, and are counted alike.
 *
 * @returns whether the password, chosen by somebody else, has to be changed before anything can be done.
 * @throws {Refusal} "sign-in-failed"; "sign-in-locked", "sign-in-address-limited" or "sign-in-device-limited" with the
 *   minutes left; "sign-in-busy".
 */
export async function signIn(
  ctx: Context,
  typed: { identifier: string; password: string },
): Promise<{ mustChangePassword: boolean }> {
  const { db } = ctx;
  const atMs = ctx.now();
  const account = await findAccountByIdentifier(db, typed.identifier);
  const device = await deviceBehind(ctx);
  const counts = signInCounts({ account, identifier: typed.identifier, address: ctx.address }, device);
  const { session, entitled } = await guessing(db, atMs, { counts, wrong: "sign-in-failed" }, () =>
    tryPassword(ctx, account, typed.password),
  ).catch(async (error: unknown) => {
    const why = isRefusal(error) ? WHY_REFUSED[error.code] : undefined;
    if (why !== undefined) await recordSignIn(ctx, account, "refused", { why });
    throw error;
  });

  await forgetGuesses(
    db,
    // The address stays counted: one password that is right says nothing about the others tried there.
    counts.filter(({ refusal }) => refusal !== "sign-in-address-limited"),
  );
  if (ctx.user) await endSession(db, ctx.user.id, ctx.user.sessionId);
  // A demo account is everybody's who tries the product.
  if (!entitled.isDemo) await endOldestSessions(db, entitled.id, env.sessionsMax);
  await recordSignIn(ctx, entitled, "done", {});
  const { secret } = await authFor(db).$context;
  ctx.setCookies([
    ...session.cookies,
    ...preferenceCookies(entitled),
    deviceCookie(device, entitled.id, secret),
  ]);
  return { mustChangePassword: entitled.mustChangePassword };
}

/** What the trail says of an attempt that a limit stopped; a wrong password has an entry of its own. */
const WHY_REFUSED: Partial<Record<RefusalCode, string>> = {
  "sign-in-locked": "locked",
  "sign-in-device-limited": "locked",
};

type Account = NonNullable<Awaited<ReturnType<typeof findAccountByIdentifier>>>;

async function tryPassword(ctx: Context, account: Account | null, password: string) {
  const entitled = account !== null && mayBeSignedIn(account) ? account : null;
  const session = await openSession(ctx, entitled, password);
  if (session !== null && entitled !== null) return { session, entitled };
  await recordSignIn(ctx, account, "refused", {
    why: entitled === null ? "no-such-account" : "wrong-password",
  });
  await forgetOldAttempts(ctx.db, ctx.now() - ATTEMPTS_KEPT_MS);
  throw new Refusal("sign-in-failed");
}

/** The device that a request comes from, as far as we know it. */
async function deviceBehind(ctx: Context): Promise<KnownDevice | null> {
  const { secret } = await authFor(ctx.db).$context;
  return knownDevice(ctx.headers().get("cookie"), secret);
}

/**
 * Looks something up by a code that lets in whoever knows it, as long as not too many were wrong.
 *
 * @param lookUp Throws the `Refusal` "join-code-unknown" for a code that stands for nothing.
 * @throws {Refusal} "code-limited" with the minutes left, and what `lookUp` throws.
 */
export async function byCode<T>(ctx: Context & { user: Viewer }, lookUp: () => Promise<T>): Promise<T> {
  const counts = codeCounts(ctx, await deviceBehind(ctx));
  return guessing(ctx.db, ctx.now(), { counts, wrong: "join-code-unknown" }, lookUp);
}

/** Ends the session of the request and takes its cookie back. Harmless for who has none. */
export async function signOut(ctx: Context): Promise<void> {
  const { headers } = await authFor(ctx.db).api.signOut({ headers: ctx.headers(), returnHeaders: true });
  ctx.setCookies(headers.getSetCookie());
  if (!ctx.user) return;
  await recordAudit(ctx.db, { ...auditBy(ctx), action: "sign-out", object: null, result: "done" });
}

/** Lifts every lock on a person's account, wherever somebody guessed at it. */
export async function unlockAccount(db: Database, userId: string): Promise<void> {
  await forgetAttempts(db, personKey(userId));
  await forgetAttemptsAt(db, userId);
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
  if (userAgent !== null) headers.set("user-agent", fitting(userAgent, 300));

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
    if (isRefusal(error)) throw error;
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
