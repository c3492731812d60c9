import "server-only";
import type { Role } from "@/domain/account/schema";
import type { Locale } from "@/domain/locale";
import type { Database } from "@/server/db/client";
import { env } from "@/server/env";
import { sharedLookup } from "@/server/db/shared-lookup";
import { authFor } from "./auth";
import type { Place } from "@/server/drill/queries";
import { sessionAskedKey, sessionFinder, type SessionAsked, type SessionFound } from "./queries";
import { signedCookie } from "./signed-cookie";

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

/** Who is behind a request, and the place they have in the drill that it is about. */
export type Asker = { viewer: Viewer; place: Place | null };

/**
 * The person whose valid session the request's cookie names, or null.
 *
 * Null too for an account that was switched off after signing in, and for a demo account outside demo mode.
 *
 * @param drillId Looks up that person's place in this drill too: both cost no more than one.
 */
export async function findAsker(
  db: Database,
  cookie: string | undefined,
  drillId: string | null = null,
): Promise<Asker | null> {
  // Most requests of strangers carry no cookie at all; spare the database those.
  if (cookie === undefined || cookie === "") return null;
  const { authCookies, secret } = await authFor(db).$context;
  const token = signedCookie(cookie, authCookies.sessionToken.name, secret);
  const found = token === null ? null : await lookupOver(db)({ token, drillId });
  if (!found || !mayBeSignedIn(found)) return null;
  const { id, name, latinName, roles, organisationId, locale, mustChangePassword, place } = found;
  const viewer = {
    id,
    name,
    latinName,
    roles,
    organisationId,
    locale,
    mustChangePassword,
    sessionId: found.sessionId,
    sessionExpiresAtMs: found.sessionExpiresAt.getTime(),
  };
  return { viewer, place };
}

/** The person alone, for whatever is not about a drill. */
export async function findViewer(db: Database, cookie: string | undefined): Promise<Viewer | null> {
  return (await findAsker(db, cookie))?.viewer ?? null;
}

type Lookup = (asked: SessionAsked) => Promise<(SessionFound & { place: Place | null }) | null>;

const lookups = new WeakMap<Database, Lookup>();

function lookupOver(db: Database): Lookup {
  const known = lookups.get(db);
  if (known) return known;
  const made = sharedLookup(sessionAskedKey, sessionFinder(db));
  lookups.set(db, made);
  return made;
}

/** Whether an account may have a session at all, here and now. */
export function mayBeSignedIn(
  account: { disabledAt: Date | null; isDemo: boolean },
  mode: "demo" | "production" = env.mode,
): boolean {
  return account.disabledAt === null && (!account.isDemo || mode === "demo");
}
