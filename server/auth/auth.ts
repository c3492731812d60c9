import "server-only";
import { fitting } from "@/domain/shortened";
import { betterAuth } from "better-auth";
import { username } from "better-auth/plugins/username";
import { PASSWORD_POLICY } from "@/domain/account/password-policy";
import { StaffNumber } from "@/domain/account/schema";
import { sessionStore } from "@/server/db/auth-store";
import type { Database } from "@/server/db/client";
import { authSecret, env } from "@/server/env";
import { log } from "@/server/log";
import { hashOfPassword, isPasswordOf } from "./hashing";

/** A session lasts one long day of duty. It is not stretched by use: whoever stays signs in again next day. */
export const SESSION_HOURS = 16;

/** Carries the address that `addressOf` found to Better Auth, which would believe any forwarding header. */
export const ADDRESS_HEADER = "x-sandtable-address";

/**
 * Better Auth over one database: password hashes, sessions, signed cookies.
 *
 * Everything people do goes through our procedures, which add locks, audit and the language; Better Auth's
 * own routes are not served: some give the token to scripts.
 */
export function authOver(db: Database) {
  return betterAuth({
    appName: "Sandtable",
    baseURL: env.publicUrl,
    basePath: "/api/auth",
    secret: authSecret(),
    database: sessionStore(db),
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1, // ours is judged by `requireGoodPassword`, with reasons
      maxPasswordLength: PASSWORD_POLICY.lengthMax * 4,
      // The library's own hash, but never more of them at once than the machine has room for.
      password: { hash: hashOfPassword, verify: isPasswordOf },
    },
    session: {
      expiresIn: SESSION_HOURS * 3600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false }, // a disabled account must be out at once
    },
    plugins: [
      username({
        displayUsername: false,
        minUsernameLength: 3,
        maxUsernameLength: 30,
        usernameNormalization: (typed) => typed.trim().toUpperCase(),
        usernameValidator: (typed) => StaffNumber.safeParse(typed).success,
        schema: { user: { fields: { username: "staffNumber" } } },
      }),
    ],
    advanced: {
      cookiePrefix: "sandtable",
      // Drills run on closed networks over plain http; the cookie is marked secure wherever it can be.
      useSecureCookies: env.publicUrl.startsWith("https:"),
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
      database: { generateId: "uuid" },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    rateLimit: { enabled: false }, // ours counts in the database, per account and per address
    logger: {
      level: "error",
      // Its messages are sentences of its own; what it adds to them is not asked for.
      log: (level, message) =>
        log[level]({ from: "better-auth" }, fitting(message.split(/[\n:]/)[0] ?? "", 120)),
    },
  });
}

type Auth = ReturnType<typeof authOver>;

const made = new WeakMap<Database, Auth>();

/** The one instance over a database. */
export function authFor(db: Database): Auth {
  const known = made.get(db);
  if (known) return known;
  const auth = authOver(db);
  made.set(db, auth);
  return auth;
}
