import "server-only";
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { LOCALE_COOKIE, localeFor, type Locale } from "@/domain/locales";
import type { Context } from "@/server/auth/asking";
import { whoAsks } from "@/server/auth/session";
import { currentDatabase } from "@/server/db/current";
import { addressOf } from "@/server/auth/address";
import { ADDRESS_HEADER } from "@/server/auth/auth";
import { env } from "@/server/env";

/** The one time zone in which pages write calendar times. */
export const installationTimeZone = env.timeZone;

/** Whether a browser may choose a language in which the product is only tried. */
export const hasTrialLanguages = env.hasTrialLanguages;

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
  return localeFor(LOCALE_IN_COOKIES.exec(cookie ?? "")?.[1], acceptLanguage ?? null, hasTrialLanguages);
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
