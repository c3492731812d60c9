import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { refusedWith, signedInAs, strangerOn, TEST_PASSWORD } from "@/server/auth/testing";
import { currentAuditKeys } from "@/server/audit/keys";
import { verifyAuditTrail } from "@/server/audit/queries";
import { openClient } from "@/server/db/client";
import { openTestDatabase } from "@/server/db/test-database";
import { DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_TEAMS } from "./demo-accounts";
import { seedDemoAccounts } from "./seed-demo";

const { db, ownerUrl } = await openTestDatabase();

let made = 0;

/** Somebody to write down, never met before. */
function newcomer(change: object = {}) {
  made += 1;
  return {
    name: `Newcomer ${made}`,
    latinName: null,
    email: null,
    staffNumber: `NEW-${made}`,
    roles: ["officer" as const],
    organisationId: null,
    ...change,
  };
}

describe("opening an account", () => {
  test("gives a first password that works once it was changed, and only then", async () => {
    const administrator = await (await signedInAs(db, "administrator")).call();
    const person = newcomer();
    const { password } = await administrator.people.create(person);

    const browser = strangerOn(db);
    const signedIn = await (
      await browser.call()
    ).session.signIn({ identifier: person.staffNumber, password });
    expect(signedIn).toEqual({ mustChangePassword: true });
    await expect((await browser.call()).teams.list()).rejects.toMatchObject(
      refusedWith("password-must-change"),
    );
    await (await browser.call()).me.changePassword({ current: password, next: "nine paper boats" });
    expect(await (await browser.call()).teams.list()).toEqual([]);
  });

  test("is refused when somebody already has the address or number, in whatever case", async () => {
    const administrator = await (await signedInAs(db, "administrator")).call();
    const email = `taken-${randomUUID()}@example.invalid`;
    const person = newcomer({ email });
    await administrator.people.create(person);
    await expect(
      administrator.people.create(newcomer({ staffNumber: person.staffNumber.toLowerCase() })),
    ).rejects.toMatchObject(refusedWith("staff-number-taken"));
    await expect(administrator.people.create(newcomer({ email: email.toUpperCase() }))).rejects.toMatchObject(
      refusedWith("email-taken"),
    );
  });

  test("is refused without anything to sign in with", async () => {
    const administrator = await (await signedInAs(db, "administrator")).call();
    await expect(administrator.people.create(newcomer({ staffNumber: null }))).rejects.toMatchObject(
      refusedWith("person-needs-identifier"),
    );
  });
});

describe("switching an account off", () => {
  test("ends its sessions at once, and switching it on again lets it sign in anew", async () => {
    const administrator = await (await signedInAs(db, "administrator")).call();
    const officer = await signedInAs(db, "officer");
    await administrator.people.disable({ id: officer.id });
    expect(await (await officer.call()).session.current()).toBeNull();

    const again = async () =>
      (await officer.call()).session.signIn({ identifier: officer.staffNumber, password: TEST_PASSWORD });
    await expect(again()).rejects.toMatchObject(refusedWith("sign-in-failed"));
    await administrator.people.enable({ id: officer.id });
    await again();
    expect(await (await officer.call()).session.current()).toMatchObject({ id: officer.id });
  });

  test("is refused for one's own", async () => {
    const administrator = await signedInAs(db, "administrator");
    await expect((await administrator.call()).people.disable({ id: administrator.id })).rejects.toMatchObject(
      refusedWith("own-account-protected"),
    );
  });
});

test("resetting a password ends every session of its owner", async () => {
  const administrator = await (await signedInAs(db, "administrator")).call();
  const officer = await signedInAs(db, "officer");
  const { password } = await administrator.people.resetPassword({ id: officer.id });
  expect(await (await officer.call()).session.current()).toBeNull();
  await (await officer.call()).session.signIn({ identifier: officer.staffNumber, password });
  expect(await (await officer.call()).session.current()).toMatchObject({ mustChangePassword: true });
});

test("changing one's password ends the other sessions and keeps this one", async () => {
  const officer = await signedInAs(db, "officer");
  const elsewhere = strangerOn(db);
  await (await elsewhere.call()).session.signIn({ identifier: officer.staffNumber, password: TEST_PASSWORD });
  await (await officer.call()).me.changePassword({ current: TEST_PASSWORD, next: "eleven slow ferries" });
  expect(await (await officer.call()).session.current()).toMatchObject({ id: officer.id });
  expect(await (await elsewhere.call()).session.current()).toBeNull();
});

test("an e-mail address cannot be guessed through the picker of people, nor is one told there", async () => {
  const administrator = await (await signedInAs(db, "administrator")).call();
  const email = `guess-${randomUUID()}@example.invalid`;
  const { id } = await administrator.people.create(newcomer({ email }));
  const trainer = await (await signedInAs(db, "trainer")).call();
  for (const text of [email, "guess-", "@example", "example.invalid"]) {
    const picked = await trainer.people.toPick({ text });
    expect(
      picked.map((one) => one.id),
      text,
    ).not.toContain(id);
    expect(JSON.stringify(picked)).not.toContain("@");
  }
  const found = await administrator.people.page({ text: email });
  expect(found.people.map((one) => one.id)).toEqual([id]);
});

test("a role given or taken counts from the next request on", async () => {
  const administrator = await (await signedInAs(db, "administrator")).call();
  const officer = await signedInAs(db, "officer");
  const { id, name, latinName, email, staffNumber } = await administrator.people.one({ id: officer.id });
  const person = { id, name, latinName, email, staffNumber, organisationId: null };
  await administrator.people.edit({ ...person, roles: ["trainer", "officer"] });
  await expect((await officer.call()).people.toPick({})).resolves.toBeInstanceOf(Array);
  await administrator.people.edit({ ...person, roles: ["officer"] });
  await expect((await officer.call()).people.toPick({})).rejects.toMatchObject(
    refusedWith("role-not-allowed"),
  );
});

describe("what belongs to somebody else", () => {
  test("gets the same answer as what does not exist", async () => {
    const other = await signedInAs(db, "officer");
    const [session] = await (await other.call()).me.sessions();
    const officer = await (await signedInAs(db, "officer")).call();
    const answers = await Promise.all(
      [session?.id ?? "", randomUUID()].map((id) =>
        officer.me.endSession({ id }).catch((error: unknown) => JSON.stringify(error)),
      ),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toContain("not-found");
    expect(await (await other.call()).session.current()).not.toBeNull();
  });

  test("never carries a password hash or a session token", async () => {
    const administrator = await signedInAs(db, "administrator");
    const caller = await administrator.call();
    const told = JSON.stringify([
      await caller.people.page({}),
      await caller.people.one({ id: administrator.id }),
      await caller.me.profile(),
      await caller.me.sessions(),
      await caller.audit.page({}),
      await caller.session.current(),
    ]);
    const client = openClient(ownerUrl, { connectionsMax: 1 });
    const secrets = await client<{ secret: string }[]>`
      select token as secret from sessions union all select password from credentials`;
    await client.end();
    expect(secrets.length).toBeGreaterThan(1);
    for (const { secret } of secrets) expect(told).not.toContain(secret);
  });
});

describe("the list of people", () => {
  test("treats what is typed as text, not as a pattern", async () => {
    const administrator = await (await signedInAs(db, "administrator")).call();
    expect((await administrator.people.page({ text: "%" })).total).toBe(0);
    expect((await administrator.people.page({ text: "_" })).total).toBe(0);
  });

  test("of an organisation holds everybody below it", async () => {
    const administrator = await (await signedInAs(db, "administrator")).call();
    const name = (zh: string) => ({ zh: `${zh}${randomUUID()}`, en: "" });
    const bureau = await administrator.organisations.create({
      name: name("局"),
      level: "bureau",
      parentId: null,
    });
    const station = await administrator.organisations.create({
      name: name("所"),
      level: "station",
      parentId: bureau.id,
    });
    const { id } = await administrator.people.create(newcomer({ organisationId: station.id }));
    const listed = await administrator.people.page({ organisationId: bureau.id });
    expect(listed.people.map((person) => person.id)).toEqual([id]);
    await expect(administrator.organisations.delete({ id: station.id })).rejects.toMatchObject(
      refusedWith("organisation-not-empty"),
    );
  });
});

describe("teams", () => {
  test("have at most one captain and nobody twice", async () => {
    const trainer = await (await signedInAs(db, "trainer", "administrator")).call();
    const { id: organisationId } = await trainer.organisations.create({
      name: { zh: `局${randomUUID()}`, en: "" },
      level: "bureau",
      parentId: null,
    });
    const { id } = await trainer.teams.create({
      name: { zh: `队${randomUUID()}`, en: "" },
      shortName: "队",
      organisationId,
    });
    const one = (await trainer.people.create(newcomer())).id;
    const two = (await trainer.people.create(newcomer())).id;

    await expect(
      trainer.teams.setMembers({
        id,
        members: [
          { userId: one, duty: "captain" },
          { userId: two, duty: "captain" },
        ],
      }),
    ).rejects.toMatchObject(refusedWith("input-invalid"));
    await trainer.teams.setMembers({
      id,
      members: [
        { userId: one, duty: "member" },
        { userId: two, duty: "captain" },
      ],
    });
    const team = (await trainer.teams.list()).find((listed) => listed.id === id);
    expect(team?.members.map(({ userId, duty }) => [userId, duty])).toEqual([
      [two, "captain"],
      [one, "member"],
    ]);
  });

  test("that do not exist cannot be changed", async () => {
    const trainer = await (await signedInAs(db, "trainer")).call();
    await expect(trainer.teams.setMembers({ id: randomUUID(), members: [] })).rejects.toMatchObject(
      refusedWith("not-found"),
    );
  });
});

describe("the audit trail", () => {
  test("tells of an account opened, without its password", async () => {
    const administrator = await (await signedInAs(db, "administrator")).call();
    const person = newcomer();
    const { id, password } = await administrator.people.create(person);
    const { entries } = await administrator.audit.page({ action: "person.create" });
    expect(entries[0]).toMatchObject({ action: "person.create", objectName: person.name, result: "done" });
    expect(JSON.stringify(entries)).not.toContain(password);
    expect(id).toBeTruthy();
  });

  test("keeps its order without gaps however many write at once", async () => {
    const administrators = await Promise.all(
      Array.from({ length: 4 }, () => signedInAs(db, "administrator")),
    );
    await Promise.all(administrators.map(async (one) => (await one.call()).people.create(newcomer())));
    expect((await verifyAuditTrail(db, { keys: currentAuditKeys() })).brokenAt).toBeNull();
  });

  test("cannot be changed by the application, and a change by anybody else is noticed", async () => {
    await signedInAs(db, "officer");
    const { checked } = await verifyAuditTrail(db, { keys: currentAuditKeys() });
    expect(checked).toBeGreaterThan(2);
    await expect(db.$client`delete from audit_entries`).rejects.toThrow(/permission denied/);
    await expect(db.$client`update audit_entries set actor_name = 'x'`).rejects.toThrow(/permission denied/);

    const owner = openClient(ownerUrl, { connectionsMax: 1 });
    await owner`update audit_entries set actor_name = 'somebody else' where position = 2`;
    expect(await verifyAuditTrail(db, { keys: currentAuditKeys() })).toMatchObject({
      checked: 1,
      brokenAt: 2,
    });
    await owner.end();
  });
});

test("the demo brings its people and teams once, and each can sign in with one click", async () => {
  expect((await seedDemoAccounts(db))?.peopleByStaffNumber.size).toBe(DEMO_PEOPLE.length);
  expect(await seedDemoAccounts(db)).toBeNull();

  for (const { key, roles, staffNumber } of DEMO_ACCOUNTS) {
    const browser = strangerOn(db, { address: "192.0.2.77" });
    await (await browser.call()).session.signInToDemo({ key });
    expect(await (await browser.call()).session.current(), staffNumber).toMatchObject({ roles });
  }
  const last = DEMO_PEOPLE.at(-1)?.staffNumber ?? "";
  const browser = strangerOn(db, { address: "192.0.2.77" });
  await (await browser.call()).session.signIn({ identifier: last, password: DEMO_PASSWORD });
  const teams = await (await browser.call()).teams.list();
  const names = DEMO_TEAMS.map(({ name }) => name.zh);
  const demoTeams = teams.filter(({ name }) => names.includes(name.zh));
  expect(demoTeams.map(({ members }) => members.filter(({ duty }) => duty === "captain").length)).toEqual(
    names.map(() => 1),
  );
});
