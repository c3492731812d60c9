import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { parseCookies } from "better-auth/cookies";

/** Enough for everybody at once; the oldest goes when another comes. */
const REMEMBERED_MAX = 2_000;

/** What has been checked before, by everything that went into it: the same cookies come with every request. */
const remembered = new Map<string, string>();

/**
 * What one of the cookies of a request says that Better Auth has signed (`value.signature`, HMAC-SHA-256 in base64), or null when it is
 * not there or was not signed with this secret.
 */
export function signedCookie(cookies: string, name: string, secret: string): string | null {
  const question = `${name}\n${secret}\n${cookies}`;
  const known = remembered.get(question);
  if (known !== undefined) return known;
  const value = checked(cookies, name, secret);
  if (value === null) return null;
  const [oldest] = remembered.keys();
  if (remembered.size >= REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
  remembered.set(question, value);
  return value;
}

function checked(cookies: string, name: string, secret: string): string | null {
  const cookie = parseCookies(cookies).get(name);
  const written = cookie === undefined ? null : decoded(cookie);
  const dot = written?.lastIndexOf(".") ?? -1;
  if (written === null || dot < 1) return null;
  const value = written.slice(0, dot);
  const signature = Buffer.from(written.slice(dot + 1), "base64");
  const expected = createHmac("sha256", secret).update(value).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? value : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
