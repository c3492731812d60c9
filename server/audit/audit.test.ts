import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { newPersonOf, refusedWith, signedInOf, strangerOn } from "@/server/auth/testing";
import { auditEntries } from "@/server/db/schema/audit";
import { openTestDatabase } from "@/server/db/test-database";
import { createOrganisation } from "@/server/organisations/mutations";
import { appRouter } from "@/server/api/root";
import { storeTestStarterCase } from "@/server/library/testing";
import { AUDITED } from "./covered";

const { db } = await openTestDatabase();

let east = "";
let west = "";
beforeAll(async () => {
  const organisation = (name: string) =>
    createOrganisation(db, { name: { zh: name, en: name }, level: "bureau", parentId: null });
  east = await organisation("East");
  west = await organisation("West");
});

async function administrator() {
  const person = await signedInOf(db, null, "administrator");
  return { ...person, api: await person.call() };
}

/** The newest entry about something. */
async function lastOf(action: string) {
  const { api } = await administrator();
  const [entry] = (await api.audit.page({ action })).entries;
  return entry;
}

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
);
const mutations = procedures.filter(([, { _def }]) => _def.type === "mutation").map(([path]) => path);

describe("the table of what the trail holds", () => {
  test.each(mutations)("says what %s leaves there, or why nothing", (path) => {
    const audited = AUDITED[path];
    expect(audited, "add it to server/audit/covered.ts").toBeDefined();
    if (audited && "exempt" in audited) expect(audited.exempt.length).toBeGreaterThan(15);
  });

  test("names no mutation that does not exist", () => {
    expect(Object.keys(AUDITED).filter((path) => !mutations.includes(path))).toEqual([]);
  });
});

describe("an entry tells from what to what", () => {
  const person = () => ({
    name: "Ann Quay",
    latinName: null,
    email: `${randomUUID()}@example.invalid`,
    staffNumber: `A-${randomUUID().slice(0, 8)}`.toUpperCase(),
    roles: ["officer" as const],
    organisationId: east,
  });

  test("of a person's number, e-mail, organisation and roles", async () => {
    const { api } = await administrator();
    const before = person();
    const { id } = await api.people.create(before);
    const after = { ...person(), id, organisationId: west, roles: ["officer" as const, "trainer" as const] };
    await api.people.edit(after);
    expect(await lastOf("person.edit")).toMatchObject({
      objectId: id,
      detail: {
        rolesGiven: ["trainer"],
        changes: [
          { field: "email", from: before.email, to: after.email },
          { field: "organisation", from: "East", to: "West" },
          { field: "staffNumber", from: before.staffNumber, to: after.staffNumber },
        ],
      },
    });
    await api.people.edit({ ...after, roles: ["officer"] });
    expect(await lastOf("person.edit")).toMatchObject({ detail: { rolesTaken: ["trainer"], changes: [] } });
  });

  test("of a password only that it changed", async () => {
    const { api } = await administrator();
    const { id } = await newPersonOf(db, east, "officer");
    const { password } = await api.people.resetPassword({ id });
    const entry = await lastOf("person.reset-password");
    expect(entry?.detail).toEqual({ changes: [{ field: "password" }] });
    expect(JSON.stringify(await db.select().from(auditEntries))).not.toContain(password);
  });

  test("of a team's name and members", async () => {
    const trainer = await signedInOf(db, east, "trainer");
    const { teams } = await trainer.call();
    const team = { name: { zh: "甲", en: "A" }, shortName: "A", organisationId: east };
    const { id } = await teams.create(team);
    await teams.edit({ ...team, id, name: { zh: "甲", en: "Alpha" } });
    expect(await lastOf("team.edit")).toMatchObject({
      detail: { changes: [{ field: "name.en", from: "A", to: "Alpha" }] },
    });
    await teams.setMembers({ id, members: [{ userId: trainer.id, duty: "captain" }] });
    const { detail } = (await lastOf("team.members")) ?? {};
    expect(detail).toMatchObject({ members: 1, joined: [expect.any(String)] });
    expect(detail).toMatchObject({ changes: [{ field: "captain", from: null }] });
  });

  test("of an organisation and of a case draft that was saved", async () => {
    const { api } = await administrator();
    await api.organisations.edit({
      id: east,
      name: { zh: "East", en: "Eastern" },
      level: "bureau",
      parentId: null,
    });
    expect(await lastOf("organisation.edit")).toMatchObject({
      detail: { changes: [{ field: "name.en", from: "East", to: "Eastern" }] },
    });

    const { library } = await (await signedInOf(db, east, "trainer")).call();
    const { caseId } = await library.createDraft({ title: { zh: "码头", en: "Quay" } });
    const { revision, content } = await library.readDraft({ caseId });
    await library.saveDraft({
      caseId,
      revision,
      content: { ...content, place: { zh: "码头", en: "The quay" } },
    });
    expect(await lastOf("case.save")).toMatchObject({
      objectId: caseId,
      detail: {
        revision: 2,
        changes: [
          { field: "place.en", to: "The quay" },
          { field: "place.zh", to: "码头" },
        ],
      },
    });
  });
});

describe("an attempt at what somebody has no right to", () => {
  test("is kept as refused, with what was asked for, and once however often it is tried", async () => {
    const officer = await signedInOf(db, east, "officer");
    const { people } = await officer.call();
    const before = await db.$count(auditEntries);
    for (let times = 0; times < 5; times++) {
      await expect(people.resetPassword({ id: officer.id })).rejects.toMatchObject(
        refusedWith("role-not-allowed"),
      );
    }
    expect(await db.$count(auditEntries)).toBe(before + 1);
    expect(await lastOf("person.reset-password")).toMatchObject({
      result: "refused",
      actorId: officer.id,
      detail: { why: "role-not-allowed", procedure: "people.resetPassword", id: officer.id },
    });
  });

  test("is kept of another organisation's case and team, of a starter and of one's own rights", async () => {
    const { library } = await (await signedInOf(db, east, "trainer")).call();
    const { caseId } = await library.createDraft({ title: { zh: "夜航", en: "By night" } });
    const stranger = await signedInOf(db, west, "trainer");
    const far = await stranger.call();
    await far.library.submit({ caseId, revision: 1 }).catch(() => undefined);
    expect(await lastOf("case.submit")).toMatchObject({
      result: "refused",
      actorId: stranger.id,
      detail: { why: "case-not-found", caseId },
    });
    await far.teams
      .create({ name: { zh: "乙", en: "B" }, shortName: "B", organisationId: east })
      .catch(() => undefined);
    expect(await lastOf("team.create")).toMatchObject({
      result: "refused",
      detail: { why: "owned-elsewhere" },
    });

    const { id, api } = await administrator();
    const starter = await storeTestStarterCase(db);
    await api.library.revise({ caseId: starter.caseId, revision: 1 }).catch(() => undefined);
    expect(await lastOf("case.revise")).toMatchObject({
      result: "refused",
      detail: { why: "starter-not-changed" },
    });
    const oneself = { name: "Me", latinName: null, email: null, staffNumber: "ME-1", organisationId: null };
    await api.people.edit({ ...oneself, id, roles: ["officer"] }).catch(() => undefined);
    expect(await lastOf("person.edit")).toMatchObject({
      result: "refused",
      detail: { why: "own-account-protected", roles: ["officer"] },
    });
  });

  test("by a stranger who only has to sign in is not kept", async () => {
    const before = await db.$count(auditEntries);
    const { people } = await strangerOn(db).call();
    await people.disable({ id: randomUUID() }).catch(() => undefined);
    expect(await db.$count(auditEntries)).toBe(before);
  });
});
