import "server-only";
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { parseCookies } from "better-auth/cookies";
import { env } from "@/server/env";

/** A browser on which people have signed in before, and who they were, the latest first. */
export type KnownDevice = { id: string; people: readonly string[] };

const COOKIE = "sandtable.device";

/** A tablet that goes round a station is everybody's; beyond so many the one who was there longest ago goes. */
const PEOPLE_MAX = 12;

const KEPT_S = 180 * 24 * 3_600;

/**
 * The device that the cookies of a request speak of, or null when they speak of none that we have signed.
 *
 * It opens nothing by itself: whoever has it is given guesses of their own, which others at the same account or in the
 * same network cannot use up.
 */
export function knownDevice(cookies: string | null, secret: string): KnownDevice | null {
  const [value = "", signature = ""] = (parseCookies(cookies ?? "").get(COOKIE) ?? "").split(".");
  const expected = signatureOf(value, secret);
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [id = "", ...people] = value.split("~");
  return { id, people };
}

/** The cookie by which a device is known again, after somebody has signed in on it. */
export function deviceCookie(before: KnownDevice | null, personId: string, secret: string): string {
  const others = (before?.people ?? []).filter((id) => id !== personId);
  const value = [before?.id ?? randomUUID(), personId, ...others].slice(0, PEOPLE_MAX + 1).join("~");
  const secure = env.publicUrl.startsWith("https:") ? "; Secure" : "";
  const signature = signatureOf(value, secret).toString("base64url");
  return `${COOKIE}=${value}.${signature}; Path=/; Max-Age=${KEPT_S}; HttpOnly; SameSite=Lax${secure}`;
}

/** The purpose is part of what is signed, so that nothing else signed with this secret passes for a device. */
function signatureOf(value: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(`device:${value}`).digest();
}
