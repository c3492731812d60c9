import "server-only";
import { createHash } from "node:crypto";
import type { AttemptLimit } from "./mutations";

const MINUTE_MS = 60_000;

/** Five wrong passwords in a quarter of an hour lock an account for a quarter of an hour. */
export const ACCOUNT_LIMIT: AttemptLimit = {
  attemptsMax: 5,
  windowMs: 15 * MINUTE_MS,
  lockMs: 15 * MINUTE_MS,
};

/** Wide enough for a classroom behind one address, too narrow for going through a list of accounts. */
export const ADDRESS_LIMIT: AttemptLimit = {
  attemptsMax: 60,
  windowMs: 10 * MINUTE_MS,
  lockMs: 10 * MINUTE_MS,
};

/** Counts older than this hold no lock any more and are deleted. */
export const ATTEMPTS_KEPT_MS = 24 * 60 * MINUTE_MS;

/** What attempts on a person's account are counted under. */
export function personKey(userId: string): string {
  return `person:${userId}`;
}

/** Hashed: people type passwords into the wrong field, and a list of those must not lie about. */
export function unknownKey(identifier: string): string {
  return `unknown:${createHash("sha256").update(identifier.trim().toLowerCase()).digest("hex")}`;
}

/** Whole minutes to wait, at least one. */
export function minutesUntil(untilMs: number, atMs: number): number {
  return Math.max(1, Math.ceil((untilMs - atMs) / MINUTE_MS));
}
