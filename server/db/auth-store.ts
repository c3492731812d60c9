import "server-only";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import type { Database } from "./client";
import { credentials, sessions, users, verifications } from "./schema/auth";

/** Where Better Auth keeps its data: our tables under its names for them. */
export function sessionStore(db: Database) {
  return drizzleAdapter(db, {
    provider: "pg",
    schema: { user: users, session: sessions, account: credentials, verification: verifications },
  });
}
