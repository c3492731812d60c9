import "server-only";
import { randomInt } from "node:crypto";
import type { Person, Role } from "@/domain/account/schema";
import { changesBetween } from "@/domain/audit/changes";
import { Refusal } from "@/domain/refusal";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import { endSessions, lockAccounts } from "@/server/auth/mutations";
import { setPassword } from "@/server/auth/password";
import { unlockAccount } from "@/server/auth/sign-in";
import type { Context, Viewer } from "@/server/auth/asking";
import type { Database } from "@/server/db/client";
import { namesOfOrganisations } from "@/server/organisations/queries";
import { createPerson, editPerson, setDisabled } from "./mutations";
import { readPerson } from "./queries";

/** A context in which somebody is signed in. */
type SignedIn = Context & { user: Viewer };

/**
 * Opens an account with a password made here, told once to whoever opened it and to be changed by its owner.
 *
 * @returns the new person's id and that password.
 */
export async function openAccount(ctx: SignedIn, person: Person): Promise<{ id: string; password: string }> {
  const password = madePassword();
  return ctx.db.transaction(async (tx) => {
    await lockAccounts(tx);
    const id = await createPerson(tx, person);
    await setPassword(tx, id, password, { byOwner: false, keepSessionId: null });
    await recordAudit(tx, {
      ...auditBy(ctx),
      action: "person.create",
      object: { type: "person", id, name: person.name },
      result: "done",
      detail: { roles: person.roles, ...changesBetween(null, await readable(tx, person)) },
    });
    return { id, password };
  });
}

/** Changes what is written down about a person, their roles included. */
export async function changeAccount(ctx: SignedIn, id: string, person: Person): Promise<void> {
  if (id === ctx.user.id && !person.roles.includes("administrator"))
    throw new Refusal("own-account-protected");
  await ctx.db.transaction(async (tx) => {
    await lockAccounts(tx);
    const before = await readPerson(tx, id);
    await editPerson(tx, id, person);
    await recordAudit(tx, {
      ...auditBy(ctx),
      action: "person.edit",
      object: { type: "person", id, name: person.name },
      result: "done",
      detail: {
        ...changesOf(before.roles, person.roles),
        ...changesBetween(
          await readable(tx, { ...before, organisationId: before.organisation?.id ?? null }),
          await readable(tx, person),
        ),
      },
    });
  });
}

/** Switches an account off, which ends its sessions at once, or on again. */
export async function switchAccount(ctx: SignedIn, id: string, disabled: boolean): Promise<void> {
  if (id === ctx.user.id && disabled) throw new Refusal("own-account-protected");
  await ctx.db.transaction(async (tx) => {
    await lockAccounts(tx);
    const person = await readPerson(tx, id);
    await setDisabled(tx, id, disabled ? new Date(ctx.now()) : null);
    const sessionsEnded = disabled ? await endSessions(tx, id) : 0;
    await recordAudit(tx, {
      ...auditBy(ctx),
      action: disabled ? "person.disable" : "person.enable",
      object: { type: "person", id, name: person.name },
      result: "done",
      detail: { sessionsEnded },
    });
  });
}

/**
 * Gives a person a new password made here, ends their sessions and lifts a lock.
 *
 * @returns the password, to be handed over and changed at the next sign-in.
 */
export async function resetPassword(ctx: SignedIn, id: string): Promise<{ password: string }> {
  const password = madePassword();
  await ctx.db.transaction(async (tx) => {
    await lockAccounts(tx);
    const person = await readPerson(tx, id);
    await setPassword(tx, id, password, { byOwner: false, keepSessionId: null });
    await unlockAccount(tx, id);
    await recordAudit(tx, {
      ...auditBy(ctx),
      action: "person.reset-password",
      object: { type: "person", id, name: person.name },
      result: "done",
      detail: changesBetween({ password: "" }, { password }, { secret: ["password"] }),
    });
  });
  return { password };
}

/** A person as the trail tells of them: their organisation by name. Roles given and taken stand apart. */
async function readable(
  tx: Database,
  { name, latinName, email, staffNumber, organisationId }: Omit<Person, "roles">,
) {
  const names = await namesOfOrganisations(tx, [organisationId]);
  const organisation = organisationId === null ? null : (names.get(organisationId) ?? null);
  return { name, latinName, email, staffNumber, organisation };
}

function changesOf(before: readonly Role[], after: readonly Role[]) {
  const given = after.filter((role) => !before.includes(role));
  const taken = before.filter((role) => !after.includes(role));
  return {
    ...(given.length > 0 ? { rolesGiven: given } : {}),
    ...(taken.length > 0 ? { rolesTaken: taken } : {}),
  };
}

/** No letters that look alike on a slip of paper or sound alike over the phone. */
const PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** Four groups of four: about 79 bits, and readable aloud. */
export function madePassword(): string {
  const group = () =>
    Array.from({ length: 4 }, () => PASSWORD_LETTERS[randomInt(PASSWORD_LETTERS.length)]).join("");
  return Array.from({ length: 4 }, group).join("-");
}
