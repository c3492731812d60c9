import "server-only";
import type { Role } from "@/domain/account/schema";
import type { Locale } from "@/domain/locale";
import type { Database } from "@/server/db/client";
import { env } from "@/server/env";
import { authFor } from "./auth";
import { findAccount } from "./queries";

/** The person behind a request, as much as procedures need. */
export type Viewer = {
  id: string;
  name: string;
  /** How the name is written in Latin letters; null when there is no need. */
  latinName: string | null;
  roles: Role[];
  organisationId: string | null;
  /** The language this person chose for good; null when the browser decides. */
  locale: Locale | null;
  /** Somebody else chose this person's password, so it has to be changed first. */
  mustChangePassword: boolean;
  sessionId: string;
  /** Unix time in milliseconds. */
  sessionExpiresAtMs: number;
};

/**
 * The person whose valid session the request's cookie names, or null.
 *
 * Null too for an account that was switched off after signing in, and for a demo account outside demo mode.
 */
export async function findViewer(db: Database, headers: Headers): Promise<Viewer | null> {
  // Most requests of strangers carry no cookie at all; spare the database those.
  if (!headers.has("cookie")) return null;
  const found = await authFor(db).api.getSession({ headers });
  if (!found) return null;

  const account = await findAccount(db, found.user.id);
  if (!account || !mayBeSignedIn(account)) return null;
  return {
    id: account.id,
    name: account.name,
    latinName: account.latinName,
    roles: account.roles,
    organisationId: account.organisationId,
    locale: account.locale,
    mustChangePassword: account.mustChangePassword,
    sessionId: found.session.id,
    sessionExpiresAtMs: found.session.expiresAt.getTime(),
  };
}

/** Whether an account may have a session at all, here and now. */
export function mayBeSignedIn(
  account: { disabledAt: Date | null; isDemo: boolean },
  mode: "demo" | "production" = env.mode,
): boolean {
  return account.disabledAt === null && (!account.isDemo || mode === "demo");
}
