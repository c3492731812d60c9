import "server-only";
import { recordAudit } from "@/server/audit/mutations";
import { lockAccounts } from "@/server/auth/mutations";
import { setPassword } from "@/server/auth/password";
import { findAccountByIdentifier } from "@/server/auth/queries";
import { unlockAccount } from "@/server/auth/sign-in";
import type { Database } from "@/server/db/client";
import { madePassword } from "./accounts";

/** Who did it, as the trail tells it: whoever has the machine, whom we do not know by name. */
const AT_THE_MACHINE = { actor: { id: null, name: "npm run admin" }, address: null, requestId: null };

/**
 * Gives somebody a new password from the machine itself, ends their sessions and lifts the limits on their account.
 *
 * @returns the password, to be changed at the next sign-in, and the name; null when nobody goes by that.
 */
export function rescue(db: Database, identifier: string) {
  return db.transaction(async (tx) => {
    await lockAccounts(tx);
    const found = await findAccountByIdentifier(tx, identifier);
    if (found === null) return null;
    const password = madePassword();
    await setPassword(tx, found.id, password, { byOwner: false, keepSessionId: null });
    await unlockAccount(tx, found.id);
    await recordAudit(tx, {
      ...AT_THE_MACHINE,
      action: "person.reset-password",
      object: { type: "person", id: found.id, name: found.name },
      result: "done",
    });
    return { name: found.name, password, isDisabled: found.disabledAt !== null };
  });
}

/** Lifts the limits on somebody's account. @returns their name; null when nobody goes by that. */
export function unlock(db: Database, identifier: string) {
  return db.transaction(async (tx) => {
    const found = await findAccountByIdentifier(tx, identifier);
    if (found === null) return null;
    await unlockAccount(tx, found.id);
    await recordAudit(tx, {
      ...AT_THE_MACHINE,
      action: "limit.lift",
      object: { type: "person", id: found.id, name: found.name },
      result: "done",
    });
    return found.name;
  });
}
