import "server-only";
import { and, arrayContains, eq, isNull, ne, sql } from "drizzle-orm";
import type { Person } from "@/domain/account/schema";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import { organisations } from "@/server/db/schema/organisations";

/**
 * Writes a new person down, without a password yet.
 *
 * Expects `lockAccounts` to be held, as everything here does.
 *
 * @returns the new id.
 * @throws {Refusal} when the person could not be named or somebody else already is.
 */
export async function createPerson(db: Database, person: Person, { isDemo = false } = {}): Promise<string> {
  await requireRoomFor(db, person, null);
  const [created] = await db
    .insert(users)
    .values({ ...person, isDemo })
    .returning({ id: users.id });
  if (!created) throw new Error("A person was inserted without a row coming back.");
  return created.id;
}

/**
 * Replaces what is written down about a person.
 *
 * @throws {Refusal} when they do not exist, somebody else has their address or number, or the last
 *   administrator would be gone.
 */
export async function editPerson(db: Database, id: string, person: Person): Promise<void> {
  await requireRoomFor(db, person, id);
  if (!person.roles.includes("administrator")) await requireAnotherAdministrator(db, id);
  const edited = await db
    .update(users)
    .set({ ...person, updatedAt: sql`now()` })
    .where(eq(users.id, id))
    .returning({ id: users.id });
  if (edited.length === 0) throw new Refusal("not-found");
}

/**
 * Switches an account off or on again. Its sessions are ended by the caller.
 *
 * @throws {Refusal} when the person does not exist, or is the last administrator.
 */
export async function setDisabled(db: Database, id: string, disabledAt: Date | null): Promise<void> {
  if (disabledAt !== null) await requireAnotherAdministrator(db, id);
  const changed = await db
    .update(users)
    .set({ disabledAt, updatedAt: sql`now()` })
    .where(eq(users.id, id))
    .returning({ id: users.id });
  if (changed.length === 0) throw new Refusal("not-found");
}

async function requireRoomFor(db: Database, person: Person, ownId: string | null): Promise<void> {
  if (person.email === null && person.staffNumber === null) throw new Refusal("person-needs-identifier");
  const notOneself = ownId === null ? undefined : ne(users.id, ownId);
  if (person.email !== null) {
    const taken = await db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.email, person.email), notOneself));
    if (taken.length > 0) throw new Refusal("email-taken");
  }
  if (person.staffNumber !== null) {
    const taken = await db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.staffNumber, person.staffNumber), notOneself));
    if (taken.length > 0) throw new Refusal("staff-number-taken");
  }
  if (person.organisationId !== null) {
    const found = await db
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.id, person.organisationId));
    if (found.length === 0) throw new Refusal("organisation-not-found");
  }
}

/** Without an administrator who can sign in, nobody could ever make one again. */
async function requireAnotherAdministrator(db: Database, id: string): Promise<void> {
  const administrators = await db
    .select({ id: users.id, isDemo: users.isDemo })
    .from(users)
    .where(and(arrayContains(users.roles, ["administrator"]), isNull(users.disabledAt)));
  const itself = administrators.find((one) => one.id === id);
  if (itself === undefined) return;
  // A demo administrator does not count for a real one: outside demo mode it cannot sign in.
  const others = administrators.filter((one) => one.id !== id && (itself.isDemo || !one.isDemo));
  if (others.length === 0) throw new Refusal("last-administrator");
}
