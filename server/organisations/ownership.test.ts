import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { Ground } from "@/domain/ground/schema";
import { Policy } from "@/domain/policy/schema";
import type { NewDrill } from "@/domain/roster/schema";
import { Scenario } from "@/domain/scenario/schema";
import { newPersonOf, refusedWith, signedInOf, strangerOn, TEST_PASSWORD } from "@/server/auth/testing";
import { openTestDatabase } from "@/server/db/test-database";
import { plainCase, storeTestStarterCase } from "@/server/library/testing";
import { storeGround, storePolicy, storeStarter } from "@/server/scenario/mutations";
import { createOrganisation } from "./mutations";

const { db } = await openTestDatabase();

const fileAt = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const starter = Scenario.parse(fileAt("server/starter/scenarios/lost-coat.json"));

/** A bureau over two districts, and a station below the first. */
let bureau = "";
let east = "";
let west = "";
let station = "";
let starterId = "";

beforeAll(async () => {
  const organisation = (name: string, level: "bureau" | "district" | "station", parentId: string | null) =>
    createOrganisation(db, { name: { zh: name, en: name }, level, parentId });
  bureau = await organisation("City", "bureau", null);
  east = await organisation("East", "district", bureau);
  west = await organisation("West", "district", bureau);
  station = await organisation("Quay", "station", east);
  await storeGround(db, Ground.parse(fileAt("server/starter/ground/lanzhou-island.geojson")));
  await storePolicy(db, Policy.parse(fileAt("server/starter/policies/standard-1358.json")));
  starterId = await storeStarter(db, { slug: "lost-coat", content: starter, policyId: "standard-1358" });
});

async function trainerOf(organisationId: string | null) {
  const person = await signedInOf(db, organisationId, "trainer");
  return { ...person, api: await person.call() };
}

async function signedInAgain({ staffNumber }: { staffNumber: string }) {
  const browser = strangerOn(db);
  await (await browser.call()).session.signIn({ identifier: staffNumber, password: TEST_PASSWORD });
  return browser.call();
}

const named = (name = `N${randomUUID().slice(0, 6)}`) => ({ zh: name, en: name });

async function newTeam(organisationId: string, ...memberIds: string[]) {
  const { api } = await trainerOf(organisationId);
  const { id } = await api.teams.create({ name: named(), shortName: "T", organisationId });
  await api.teams.setMembers({
    id,
    members: memberIds.map((userId) => ({ userId, duty: "member" as const })),
  });
  return id;
}

describe("a standing team", () => {
  test("is changed by trainers of its organisation, of one above it and by administrators, and by nobody else", async () => {
    const id = await newTeam(east);
    const edited = { id, name: named(), shortName: "E", organisationId: east };
    const elsewhere = (await trainerOf(west)).api.teams;
    const nowhere = (await trainerOf(null)).api.teams;
    const below = (await trainerOf(station)).api.teams;
    for (const api of [elsewhere, nowhere, below]) {
      await expect(api.edit(edited)).rejects.toMatchObject(refusedWith("owned-elsewhere"));
      await expect(api.retire({ id, retired: true })).rejects.toMatchObject(refusedWith("owned-elsewhere"));
      await expect(api.setMembers({ id, members: [] })).rejects.toMatchObject(refusedWith("owned-elsewhere"));
      await expect(api.create({ name: named(), shortName: "X", organisationId: east })).rejects.toMatchObject(
        refusedWith("owned-elsewhere"),
      );
      expect((await api.list()).find((team) => team.id === id)).toMatchObject({ mayChange: false });
    }
    const administrator = await (await signedInOf(db, null, "administrator")).call();
    for (const api of [
      (await trainerOf(east)).api.teams,
      (await trainerOf(bureau)).api.teams,
      administrator.teams,
    ]) {
      expect((await api.list()).find((team) => team.id === id)).toMatchObject({ mayChange: true });
      await api.edit(edited);
    }
  });

  test("is not given to an organisation that is not one's own", async () => {
    const id = await newTeam(east);
    const { teams } = (await trainerOf(east)).api;
    await expect(
      teams.edit({ id, name: named(), shortName: "W", organisationId: west }),
    ).rejects.toMatchObject(refusedWith("owned-elsewhere"));
  });

  test("takes in people of its trainer's organisation and those below it, and keeps whoever it has", async () => {
    const [own, below, strange] = [
      await newPersonOf(db, east, "officer"),
      await newPersonOf(db, station, "officer"),
      await newPersonOf(db, west, "officer"),
    ];
    const id = await newTeam(east, own.id);
    const { teams } = (await trainerOf(east)).api;
    const members = (...ids: string[]) => ids.map((userId) => ({ userId, duty: "member" as const }));
    await teams.setMembers({ id, members: members(own.id, below.id) });
    await expect(
      teams.setMembers({ id, members: members(own.id, below.id, strange.id) }),
    ).rejects.toMatchObject(refusedWith("person-of-other-organisation"));
    const above = (await trainerOf(bureau)).api.teams;
    await above.setMembers({ id, members: members(own.id, strange.id) });
    await teams.setMembers({ id, members: members(strange.id) });
    expect((await teams.list()).find((team) => team.id === id)?.members).toMatchObject([
      { userId: strange.id },
    ]);
  });
});

describe("seats through a team", () => {
  const wanted = (teamId: string): NewDrill => ({
    title: "Quay by night",
    scenarioId: starterId,
    format: "parallel",
    mode: "tabletop",
    noNotice: false,
    teams: [{ lane: 1, side: "responder", teamId }],
    scripted: [],
    oppositionCell: false,
    people: [],
  });

  async function setUp() {
    const member = await signedInOf(db, east, "officer");
    const late = await signedInOf(db, east, "officer", "evaluator");
    const teamId = await newTeam(east, member.id);
    const planner = await trainerOf(east);
    const { drillId, joinCode } = await planner.api.drill.create(wanted(teamId));
    const setMembers = (...ids: string[]) =>
      planner.api.teams.setMembers({
        id: teamId,
        members: ids.map((userId) => ({ userId, duty: "member" as const })),
      });
    return { member, late, teamId, planner, drillId, joinCode, setMembers };
  }

  test("are those of its members at planning: who joins it later gets no seat, list or code by that", async () => {
    const { member, late, drillId, joinCode, setMembers } = await setUp();
    await setMembers(member.id, late.id);
    const lately = (await late.call()).drill;
    expect((await lately.list()).drills.map((drill) => drill.drillId)).not.toContain(drillId);
    expect((await lately.byCode({ code: joinCode })).seats).toEqual([]);
    for (const role of ["player", "evaluator", "observer"] as const) {
      await expect(lately.join({ code: joinCode, role })).rejects.toMatchObject(refusedWith("join-not-open"));
    }

    await setMembers(late.id);
    const early = (await member.call()).drill;
    expect((await early.list()).drills.map((drill) => drill.drillId)).toContain(drillId);
    expect(await early.join({ code: joinCode })).toMatchObject({
      seat: { role: "player", side: "responder" },
    });
  });

  test("go to a substitute whom control names, from the team's own organisation only, and the trail tells of it", async () => {
    const { late, planner, drillId, joinCode } = await setUp();
    const strange = await newPersonOf(db, west, "officer");
    const above = await newPersonOf(db, bureau, "officer");
    const seat = { drillId, role: "player", lane: 1, side: "responder" } as const;
    for (const { id } of [strange, above]) {
      await expect(planner.api.drill.assign({ ...seat, userId: id })).rejects.toMatchObject(
        refusedWith("substitute-of-other-organisation"),
      );
    }
    await planner.api.drill.assign({ ...seat, userId: late.id });
    expect(await (await late.call()).drill.join({ code: joinCode })).toMatchObject({
      seat: { role: "player", lane: 1, side: "responder" },
    });
    const { audit } = await (await signedInOf(db, null, "administrator")).call();
    const { entries } = await audit.page({ action: "drill.assign" });
    expect(entries[0]).toMatchObject({ result: "done", detail: { userId: late.id, substitute: true } });
  });

  test("are given at planning to its members and to substitutes of its own organisation, and to nobody else", async () => {
    const { member, late, teamId, planner, drillId } = await setUp();
    const strange = await newPersonOf(db, west, "officer");
    const seated = (userId: string): NewDrill => ({
      ...wanted(teamId),
      people: [{ userId, role: "player", lane: 1, side: "responder" }],
    });
    const refused = refusedWith("substitute-of-other-organisation");
    const stampOf = async () => (await planner.api.drill.plan({ drillId })).stamp;
    const replan = async (plan: NewDrill) =>
      planner.api.drill.replan({ drillId, stamp: await stampOf(), ...plan });
    const listed = async () => (await planner.api.drill.list()).drills.length;
    const before = await listed();
    await expect(planner.api.drill.create(seated(strange.id))).rejects.toMatchObject(refused);
    await expect(replan(seated(strange.id))).rejects.toMatchObject(refused);
    expect(await listed()).toBe(before);
    expect((await (await signedInAgain(strange)).drill.list()).drills.map((one) => one.drillId)).toEqual([]);
    for (const { id } of [member, late]) {
      await planner.api.drill.create(seated(id));
      await replan(seated(id));
    }
  });

  test("and a drill itself are of its planner's organisation: a trainer of another neither lists it nor controls it", async () => {
    const { drillId, joinCode } = await setUp();
    const elsewhere = (await trainerOf(west)).api.drill;
    expect((await elsewhere.list()).drills.map((drill) => drill.drillId)).not.toContain(drillId);
    expect((await elsewhere.byCode({ code: joinCode })).seats.map(({ seat }) => seat.role)).not.toContain(
      "controller",
    );
    const above = (await trainerOf(bureau)).api.drill;
    expect((await above.list()).drills.map((drill) => drill.drillId)).toContain(drillId);
  });
});

describe("a case", () => {
  test("is listed, opened, written and taken through review in its own organisation and above, and exists nowhere else", async () => {
    const { library } = (await trainerOf(east)).api;
    const { caseId } = await library.createDraft({ title: named() });
    const blank = await library.readDraft({ caseId });
    const content = plainCase(blank.content.title);
    const { revision } = await library.saveDraft({ caseId, revision: blank.revision, content });
    const missing = refusedWith("case-not-found");
    for (const organisationId of [west, station, null]) {
      const far = (await trainerOf(organisationId)).api.library;
      expect((await far.drafts()).map(({ id }) => id)).not.toContain(caseId);
      await expect(far.readDraft({ caseId })).rejects.toMatchObject(missing);
      await expect(far.saveDraft({ caseId, revision, content })).rejects.toMatchObject(missing);
      await expect(far.submit({ caseId, revision })).rejects.toMatchObject(missing);
      await expect(far.sendBack({ caseId, revision, reason: "No" })).rejects.toMatchObject(missing);
      await expect(far.publish({ caseId, revision })).rejects.toMatchObject(missing);
      await expect(far.retire({ caseId, revision })).rejects.toMatchObject(missing);
      await expect(far.revise({ caseId, revision })).rejects.toMatchObject(missing);
    }
    await library.submit({ caseId, revision });
    const above = (await trainerOf(bureau)).api.library;
    const { slug } = await above.publish({ caseId, revision });

    const reader = (await trainerOf(west)).api.library;
    expect(await reader.read({ slug })).toMatchObject({ mayEdit: false, mayCopy: true });
    await expect(reader.retire({ caseId, revision })).rejects.toMatchObject(missing);
    const copy = await reader.duplicate({ slug });
    expect(await reader.readDraft(copy)).toMatchObject({ status: "draft" });
    await expect(library.readDraft(copy)).rejects.toMatchObject(missing);
  });

  test("that came with the product is revised by nobody, and taken from its readers by administrators", async () => {
    const { slug, caseId } = await storeTestStarterCase(db);
    const trainer = (await trainerOf(null)).api.library;
    const administrator = (await (await signedInOf(db, null, "administrator")).call()).library;
    await expect(trainer.revise({ caseId, revision: 1 })).rejects.toMatchObject(
      refusedWith("case-not-found"),
    );
    await expect(administrator.revise({ caseId, revision: 1 })).rejects.toMatchObject(
      refusedWith("starter-not-changed"),
    );
    expect((await administrator.readDraft({ caseId })).steps).toEqual(["retire"]);
    await trainer.duplicate({ slug });
    await administrator.retire({ caseId, revision: 1 });
  });
});

describe("a scenario", () => {
  test("that came with the product is saved and published by nobody, and a copy of it is one's own", async () => {
    const administrator = (await (await signedInOf(db, null, "administrator")).call()).scenario;
    for (const { scenario } of [
      (await trainerOf(east)).api,
      (await trainerOf(bureau)).api,
      (await trainerOf(null)).api,
      { scenario: administrator },
    ]) {
      const { revision, content, mayEdit } = await scenario.read({ scenarioId: starterId });
      expect(mayEdit).toBe(false);
      const refused = refusedWith("starter-not-changed");
      await expect(scenario.save({ scenarioId: starterId, revision, content })).rejects.toMatchObject(
        refused,
      );
      await expect(scenario.publish({ scenarioId: starterId, revision })).rejects.toMatchObject(refused);
      const copy = await scenario.duplicate({ scenarioId: starterId });
      expect(await scenario.read(copy)).toMatchObject({ mayEdit: true });
    }
    const { scenario } = (await trainerOf(bureau)).api;
    await expect(scenario.archive({ scenarioId: starterId, archived: true })).rejects.toMatchObject(
      refusedWith("starter-not-changed"),
    );
    await administrator.archive({ scenarioId: starterId, archived: true });
    await administrator.archive({ scenarioId: starterId, archived: false });
  });

  test("of the organisation above is read and copied below it, and changed only there", async () => {
    const { scenario } = (await trainerOf(bureau)).api;
    const { scenarioId } = await scenario.create({
      from: { kind: "blank", groundId: "lanzhou-island" },
      title: named(),
    });
    const { scenario: below } = (await trainerOf(east)).api;
    const { revision, content, mayEdit } = await below.read({ scenarioId });
    expect(mayEdit).toBe(false);
    const refused = refusedWith("owned-elsewhere");
    await expect(below.save({ scenarioId, revision, content })).rejects.toMatchObject(refused);
    await expect(below.publish({ scenarioId, revision })).rejects.toMatchObject(refused);
    await expect(below.archive({ scenarioId, archived: true })).rejects.toMatchObject(refused);
    const copy = await below.duplicate({ scenarioId });
    await scenario.save({ ...copy, ...(await below.read(copy)), revision: 1 }).catch(() => undefined);
    expect(await below.read(copy)).toMatchObject({ mayEdit: true });
  });
});

test("whoever goes to another organisation leaves teams, drafts, scenarios and drills behind, and is told of none", async () => {
  const author = await signedInOf(db, east, "trainer");
  const { scenario, library, drill } = await author.call();
  const { scenarioId } = await scenario.duplicate({ scenarioId: starterId });
  const { caseId } = await library.createDraft({ title: named("Left behind") });
  const teamId = await newTeam(east, author.id);
  const { drillId } = await (
    await trainerOf(east)
  ).api.drill.create({
    ...{ title: "Theirs", scenarioId: starterId, format: "parallel", mode: "tabletop", noNotice: false },
    ...{ teams: [{ lane: 1, side: "responder", teamId: null, name: "R" }], people: [] },
  });
  expect((await drill.list()).drills.map((one) => one.drillId)).toContain(drillId);

  const { people } = await (await signedInOf(db, null, "administrator")).call();
  const { staffNumber } = author;
  const person = {
    name: "Gone west",
    latinName: null,
    email: null,
    staffNumber,
    roles: ["trainer" as const],
  };
  await people.edit({ ...person, id: author.id, organisationId: west });
  const api = await author.call();
  const told = JSON.stringify([
    await api.scenario.list(),
    await api.library.drafts(),
    await api.drill.list(),
    await api.home.needs(),
  ]);
  for (const id of [scenarioId, caseId, drillId]) expect(told).not.toContain(id);
  for (const asked of [
    () => api.scenario.read({ scenarioId }),
    () => api.scenario.duplicate({ scenarioId }),
    () => api.scenario.setPractice({ scenarioId, open: true }),
  ]) {
    await expect(asked()).rejects.toMatchObject(refusedWith("scenario-not-found"));
  }
  await expect(api.library.readDraft({ caseId })).rejects.toMatchObject(refusedWith("case-not-found"));
  await expect(api.teams.setMembers({ id: teamId, members: [] })).rejects.toMatchObject(
    refusedWith("owned-elsewhere"),
  );
});

test("people are changed by administrators alone, whatever organisation a trainer stands above", async () => {
  const { id } = await newPersonOf(db, station, "officer");
  const { people } = (await trainerOf(bureau)).api;
  const refused = refusedWith("role-not-allowed");
  await expect(people.disable({ id })).rejects.toMatchObject(refused);
  await expect(people.resetPassword({ id })).rejects.toMatchObject(refused);
});

test("an organisation that owns cases, scenarios or drills is not deleted", async () => {
  const alone = await createOrganisation(db, { name: named("Alone"), level: "bureau", parentId: null });
  const { id, api } = await trainerOf(alone);
  await api.library.createDraft({ title: named() });
  const { people, organisations } = await (await signedInOf(db, null, "administrator")).call();
  const person = { name: "Gone", latinName: null, email: null, roles: ["trainer" as const] };
  await people.edit({ ...person, id, staffNumber: "GONE-1", organisationId: bureau });
  await expect(organisations.delete({ id: alone })).rejects.toMatchObject(
    refusedWith("organisation-not-empty"),
  );
});
