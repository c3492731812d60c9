import "server-only";
import type { Role } from "@/domain/account/schema";
import type { Locale } from "@/domain/locales";
import type { Database } from "@/server/db/client";
import type { Place } from "@/server/seats/queries";

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
  /** When they last proved their password in this session, in Unix milliseconds. */
  passwordProvenAtMs: number;
};

/** Who is behind a request. */
export type Asking = {
  /**
   * Null for strangers, for an account that was switched off after signing in, and for a demo account outside demo
   * mode.
   */
  user: Viewer | null;
  /** The place they have in a drill, as it is now; null when they have none, or may not know of it. */
  placeIn: (drillId: string) => Promise<Place | null>;
};

/**
 * What every procedure knows about the request it serves. Who asks is read anew for every request, so switching an
 * account off works at once.
 */
export type Context = Asking & {
  db: Database;
  /** The language to answer in. */
  locale: Locale;
  /** Unix time in milliseconds. Domain code takes times as arguments; this is where they come from. */
  now: () => number;
  /** Names this request in the log and in what people report. */
  requestId: string;
  /** Network address of the caller; null where none is known. */
  address: string | null;
  /** The request's headers, for the few procedures that deal with sessions. Made when asked for. */
  headers: () => Headers;
  /** Adds `Set-Cookie` values to the answer. Server components cannot, and throw. */
  setCookies: (cookies: readonly string[]) => void;
};
