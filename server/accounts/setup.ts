import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { Person } from "@/domain/account/schema";
import { Refusal } from "@/domain/refusal";
import { recordAudit } from "@/server/audit/mutations";
import type { Context } from "@/server/auth/asking";
import type { Database } from "@/server/db/client";
import { env } from "@/server/env";
import { guessing } from "@/server/auth/guesses";
import { setupCounts } from "@/server/auth/limits";
import { forgetSetupToken, lockAccounts, storeSetupToken, useSetupToken } from "@/server/auth/mutations";
import { setPassword } from "@/server/auth/password";
import { hasAdministrator } from "@/server/auth/queries";
import { createPerson } from "./mutations";

/** What the server does about the first administrator when it starts. */
export type SetupState = { state: "done" } | { state: "open"; token: string };

/**
 * Makes sure that somebody can become the first administrator.
 *
 * With `ADMIN_EMAIL` and `ADMIN_PASSWORD` set, that person is created. Otherwise, while there is no
 * administrator, a new one-time token for `/setup` is made, to be printed where only the operator looks. Once
 * an administrator exists, both ways are closed for ever.
 *
 * @throws {Refusal} when `ADMIN_PASSWORD` breaks the password policy or `ADMIN_EMAIL` is taken.
 */
export async function prepareSetup(db: Database): Promise<SetupState> {
  if (await hasAdministrator(db)) {
    await forgetSetupToken(db);
    return { state: "done" };
  }
  if (env.adminEmail !== undefined && env.adminPassword !== undefined) {
    await createFirstAdministrator(
      db,
      { name: env.adminEmail.split("@")[0] ?? env.adminEmail, email: env.adminEmail.toLowerCase() },
      env.adminPassword,
      "environment",
    );
    return { state: "done" };
  }
  const token = randomBytes(18).toString("base64url");
  await storeSetupToken(db, hashOfToken(token));
  return { state: "open", token };
}

/** Whether the setup page still has something to do. */
export async function isSetupOpen(db: Database): Promise<boolean> {
  return !(await hasAdministrator(db));
}

/**
 * Creates the first administrator for whoever knows the token.
 *
 * @throws {Refusal} "setup-closed" once there is an administrator, "setup-token-wrong", "code-limited" with the minutes
 *   left, or what the password policy says. Nothing is used up by a refusal.
 */
export async function completeSetup(
  ctx: Context,
  token: string,
  person: { name: string; email: string },
  password: string,
): Promise<void> {
  const { db } = ctx;
  if (!(await isSetupOpen(db))) throw new Refusal("setup-closed");
  await guessing(db, ctx.now(), { counts: setupCounts(ctx), wrong: "setup-token-wrong" }, () =>
    db.transaction(async (tx) => {
      if (!(await useSetupToken(tx, hashOfToken(token.trim())))) throw new Refusal("setup-token-wrong");
      await createFirstAdministrator(tx, person, password, "setup");
    }),
  );
}

async function createFirstAdministrator(
  db: Database,
  { name, email }: { name: string; email: string },
  password: string,
  through: "environment" | "setup",
): Promise<void> {
  const person: Person = {
    name,
    latinName: null,
    email,
    staffNumber: null,
    roles: ["administrator", "trainer"],
    organisationId: null,
  };
  await db.transaction(async (tx) => {
    await lockAccounts(tx);
    // Asked again under the lock: of two who finish at the same moment, only one is the first.
    if (await hasAdministrator(tx)) throw new Refusal("setup-closed");
    const id = await createPerson(tx, person);
    await setPassword(tx, id, password, { byOwner: true, keepSessionId: null });
    await forgetSetupToken(tx);
    await recordAudit(tx, {
      actor: { id: null, name: through },
      address: null,
      requestId: null,
      action: "setup.administrator",
      object: { type: "person", id, name },
      result: "done",
      detail: { through },
    });
  });
}

function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
