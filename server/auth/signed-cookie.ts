import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { parseCookies } from "better-auth/cookies";

/**
 * What one of the cookies of a request says that Better Auth has signed (`value.signature`, HMAC-SHA-256 in base64), or null when it is
 * not there or was not signed with this secret.
 */
export function signedCookie(cookies: string, name: string, secret: string): string | null {
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
