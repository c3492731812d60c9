import "server-only";
import { createHash } from "node:crypto";
import type { Context, Viewer } from "./asking";
import type { Count } from "./guesses";
import type { KnownDevice } from "./known-device";
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

/** Somebody reads a code wrong a few times; the page and its screen ask once each. */
const CODE_LIMIT: AttemptLimit = { attemptsMax: 20, windowMs: 10 * MINUTE_MS, lockMs: 10 * MINUTE_MS };

/** A classroom that misreads the blackboard, behind one address. */
const CODE_ADDRESS_LIMIT: AttemptLimit = {
  attemptsMax: 200,
  windowMs: 10 * MINUTE_MS,
  lockMs: 10 * MINUTE_MS,
};

/** One operator copies one token from the terminal. */
const SETUP_LIMIT: AttemptLimit = { attemptsMax: 10, windowMs: 10 * MINUTE_MS, lockMs: 10 * MINUTE_MS };

/** What is counted: the first part of every key. */
export const LIMIT_KINDS = [
  "person",
  "unknown",
  "address",
  "device",
  "session",
  "code-person",
  "code-address",
  "setup-address",
] as const;

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

/**
 * What an attempt to sign in is counted under. On a device on which this very person has signed in before, a count of
 * its own: what others guess at their account or in their network does not shut them out there.
 */
export function signInCounts(
  asked: { account: { id: string } | null; identifier: string; address: string | null },
  device: KnownDevice | null,
): Count[] {
  const { account, identifier, address } = asked;
  if (account !== null && device?.people.includes(account.id) === true) {
    return [
      {
        key: `device:${device.id}:${account.id}`,
        limit: ACCOUNT_LIMIT,
        refusal: "sign-in-device-limited",
      },
    ];
  }
  return [
    ...addressCount("address", address, ADDRESS_LIMIT, "sign-in-address-limited"),
    {
      key: account ? personKey(account.id) : unknownKey(identifier),
      limit: ACCOUNT_LIMIT,
      refusal: "sign-in-locked",
    },
  ];
}

/** What proving one's own password again is counted under: nobody but who sits at this session can use it up. */
export function confirmCounts({ sessionId }: Viewer): Count[] {
  return [{ key: `session:${sessionId}`, limit: ACCOUNT_LIMIT, refusal: "password-tries-limited" }];
}

/** What guesses at codes that let somebody in are counted under. */
export function codeCounts(ctx: Context & { user: Viewer }, device: KnownDevice | null): Count[] {
  const atHome = device?.people.includes(ctx.user.id) === true;
  return [
    { key: `code-person:${ctx.user.id}`, limit: CODE_LIMIT, refusal: "code-limited" },
    ...(atHome ? [] : addressCount("code-address", ctx.address, CODE_ADDRESS_LIMIT, "code-limited")),
  ];
}

/** What guesses at the token of the setup page are counted under. */
export function setupCounts(ctx: Context): Count[] {
  return addressCount("setup-address", ctx.address, SETUP_LIMIT, "code-limited");
}

function addressCount(
  kind: string,
  address: string | null,
  limit: AttemptLimit,
  refusal: Count["refusal"],
): Count[] {
  return address === null ? [] : [{ key: `${kind}:${address}`, limit, refusal }];
}

/** Whole minutes to wait, at least one. */
export function minutesUntil(untilMs: number, atMs: number): number {
  return Math.max(1, Math.ceil((untilMs - atMs) / MINUTE_MS));
}
