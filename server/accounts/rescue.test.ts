import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { refusedWith, signedInAs, strangerOn } from "@/server/auth/testing";
import { auditEntries } from "@/server/db/schema/audit";
import { signInAttempts } from "@/server/db/schema/auth";
import { openTestDatabase } from "@/server/db/test-database";
import { administrators } from "./queries";
import { rescue, unlock } from "./rescue";

const { db } = await openTestDatabase();

test("an administrator who has lost the password gets a new one at the machine itself, and the trail tells so", async () => {
  const lost = await signedInAs(db, "administrator");
  expect((await administrators(db)).map(({ staffNumber }) => staffNumber)).toContain(lost.staffNumber);
  const stranger = strangerOn(db, { address: "192.0.2.50" });
  const signIn = async (password: string) =>
    (await stranger.call()).session.signIn({ identifier: lost.staffNumber, password });
  await db.insert(signInAttempts).values(locked(lost.id));
  await expect(signIn("not it at all")).rejects.toMatchObject(refusedWith("sign-in-locked"));

  const given = await rescue(db, lost.staffNumber.toLowerCase());
  expect(await (await lost.call()).session.current()).toBeNull();
  expect(await signIn(given?.password ?? "")).toEqual({ mustChangePassword: true });
  const [entry] = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, "person.reset-password"))
    .orderBy(desc(auditEntries.position));
  expect(entry).toMatchObject({ actorName: "npm run admin", objectId: lost.id });
  expect(JSON.stringify(entry)).not.toContain(given?.password);
  expect(await rescue(db, "NOBODY-AT-ALL")).toBeNull();

  await db.insert(signInAttempts).values(locked(lost.id));
  expect(await unlock(db, lost.staffNumber)).not.toBeNull();
  expect(
    await db
      .select()
      .from(signInAttempts)
      .where(eq(signInAttempts.key, `person:${lost.id}`)),
  ).toEqual([]);
});

function locked(id: string) {
  const atMs = Date.now();
  return { key: `person:${id}`, attempts: 5, sinceMs: atMs, lockedUntilMs: atMs + 600_000 };
}
