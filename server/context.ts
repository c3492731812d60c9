import "server-only";
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { LOCALE_COOKIE, localeFor, type Locale } from "@/domain/locale";
import { whoAsks, type Asking } from "./auth/session";
import type { Database } from "./db/client";
import { currentDatabase } from "./db/current";
import { addressOf } from "./auth/address";
import { ADDRESS_HEADER } from "./auth/auth";
import { env } from "./env";

/** The one time zone in which pages write calendar times. */
export const installationTimeZone = env.timeZone;

export type { Viewer } from "./auth/session";

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

/**
 * The context of one HTTP request to a procedure.
 *
 * @param drillId The drill that it says it is about, when it does: who asks and their place there are one lookup then.
 */
export async function createContext({
  req,
  res,
  requestId = randomUUID(),
  drillId = null,
}: {
  req: IncomingMessage;
  res: ServerResponse;
  requestId?: string;
  drillId?: string | null;
}): Promise<Context> {
  const db = currentDatabase();
  const { cookie, "accept-language": language } = req.headers;
  return {
    ...(await whoAsks(db, cookie, drillId)),
    db,
    locale: localeOf(cookie, language),
    now: Date.now,
    requestId,
    address: addressOf(req),
    headers: () => headersOf(req),
    setCookies: (cookies) => {
      for (const cookie of cookies) res.appendHeader("set-cookie", cookie);
    },
  };
}

/** The context of a server component: procedures are called directly, with the page request's own headers. */
export async function createServerContext(headers: Headers): Promise<Context> {
  const db = currentDatabase();
  const cookie = headers.get("cookie") ?? undefined;
  return {
    ...(await whoAsks(db, cookie)),
    db,
    locale: localeOf(cookie, headers.get("accept-language") ?? undefined),
    now: Date.now,
    requestId: randomUUID(),
    // The front door wrote it there, over whatever the client had.
    address: headers.get(ADDRESS_HEADER) || null,
    headers: () => headers,
    setCookies: () => {
      throw new Error("A server component cannot set cookies; use a mutation.");
    },
  };
}

/** The language of a request: its cookie, else its `Accept-Language`. */
export function localeOf(cookie: string | undefined, acceptLanguage: string | undefined): Locale {
  return localeFor(LOCALE_IN_COOKIES.exec(cookie ?? "")?.[1], acceptLanguage ?? null);
}

const LOCALE_IN_COOKIES = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=([^;]*)`);

function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (name.startsWith(":") || value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  return headers;
}
