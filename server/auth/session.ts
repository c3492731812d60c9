import "server-only";
import type { Database } from "@/server/db/client";
import { env } from "@/server/env";
import { sharedLookup } from "@/server/db/shared-lookup";
import { log } from "@/server/log";
import type { Asking, Viewer } from "./asking";
import { authFor } from "./auth";
import { noteSessionsUsed } from "./mutations";
import type { Place } from "@/server/seats/queries";
import { sessionAskedKey, sessionFinder, type SessionAsked, type SessionFound } from "./queries";
import { signedCookie } from "./signed-cookie";

/**
 * The person whose valid session the request's cookie names.
 *
 * @param drillId A drill they are likely to be asked about: person and place are looked up together then.
 */
export async function whoAsks(
  db: Database,
  cookie: string | undefined,
  drillId: string | null = null,
): Promise<Asking> {
  const { authCookies, secret } = await authFor(db).$context;
  // Most requests of strangers carry no cookie at all; spare the database those.
  const token = cookie ? signedCookie(cookie, authCookies.sessionToken.name, secret) : null;
  const find = async (about: string | null): Promise<Found | null> => {
    const found = token === null ? null : await lookupOver(db)({ token, drillId: about });
    if (!found || !mayBeSignedIn(found)) return null;
    if (Date.now() - found.lastSeenAt.getTime() > USED_MS) await noteUse(db, found.sessionId);
    return found;
  };
  const found = await find(drillId);
  return {
    user: found && viewerOf(found),
    placeIn: async (asked) => (asked === drillId ? found : await find(asked))?.place ?? null,
  };
}

/** Use is noted to the minute. */
const USED_MS = 60_000;

/** That use could not be noted must not cost anybody their request. */
async function noteUse(db: Database, sessionId: string): Promise<void> {
  await noteSessionsUsed(db, [sessionId]).catch((error: unknown) => {
    log.warn({ err: error }, "the use of a session could not be noted");
  });
}

function viewerOf(found: SessionFound): Viewer {
  const { id, name, latinName, roles, organisationId, locale, mustChangePassword } = found;
  return {
    id,
    name,
    latinName,
    roles,
    organisationId,
    locale,
    mustChangePassword,
    sessionId: found.sessionId,
    sessionExpiresAtMs: found.sessionExpiresAt.getTime(),
    passwordProvenAtMs: (found.passwordProvenAt ?? found.sessionCreatedAt).getTime(),
  };
}

type Found = SessionFound & { place: Place | null };

type Lookup = (asked: SessionAsked) => Promise<Found | null>;

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
