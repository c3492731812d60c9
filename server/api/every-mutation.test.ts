import { readFileSync } from "node:fs";
import { desc } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { Ground } from "@/domain/ground/schema";
import { Policy } from "@/domain/policy/schema";
import { Scenario } from "@/domain/scenario/schema";
import { newPersonOf, signedInOf, strangerOn, TEST_PASSWORD } from "@/server/auth/testing";
import { auditEntries } from "@/server/db/schema/audit";
import { openTestDatabase } from "@/server/db/test-database";
import { plainCase } from "@/server/library/testing";
import { createOrganisation } from "@/server/organisations/mutations";
import { storeGround, storePolicy, storeStarter } from "@/server/scenario/mutations";
import { AUDITED } from "@/server/audit/covered";

const { db } = await openTestDatabase();

const fileAt = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
let organisationId = "";
let starterId = "";

beforeAll(async () => {
  organisationId = await createOrganisation(db, {
    name: { zh: "市局", en: "City" },
    level: "bureau",
    parentId: null,
  });
  await storeGround(db, Ground.parse(fileAt("server/starter/ground/lanzhou-island.geojson")));
  await storePolicy(db, Policy.parse(fileAt("server/starter/policies/standard-1358.json")));
  const content = Scenario.parse(fileAt("server/starter/scenarios/lost-coat.json"));
  starterId = await storeStarter(db, { slug: "lost-coat", content, policyId: "standard-1358" });
});

/**
 * Calls for which a scene of their own is played elsewhere: a drill that has ended, a limit to lift, an installation
 * without an administrator, a demo, a scenario that was opened for practice. The entry each leaves is checked there.
 */
const PLAYED_ELSEWHERE = [
  "limits.lift",
  "practice.start",
  "rejudging.adopt",
  "rejudging.begin",
  "rejudging.drop",
  "review.makeCase",
  "session.signInToDemo",
  "setup.complete",
];

const noted = new Map<string, string[]>();

/** Carries one mutation out and notes which entries it left. */
async function does<T>(path: string, call: () => Promise<T>): Promise<T> {
  const before = await db.$count(auditEntries);
  const answer = await call();
  const count = (await db.$count(auditEntries)) - before;
  const rows = await db
    .select({ action: auditEntries.action, result: auditEntries.result })
    .from(auditEntries)
    .orderBy(desc(auditEntries.position))
    .limit(Math.max(count, 1));
  const left = count === 0 ? [] : rows.map(({ action, result }) => `${action} ${result}`);
  noted.set(path, [...(noted.get(path) ?? []), ...left]);
  return answer;
}

const title = { zh: "夜航", en: "By night" };

async function accounts(): Promise<void> {
  const { people, organisations, audit } = await (await signedInOf(db, null, "administrator")).call();
  const person = { name: "Ann", latinName: null, email: null, staffNumber: "ANN-1", organisationId };
  const roles = ["officer" as const];
  const { id } = await does("people.create", () => people.create({ ...person, roles }));
  await does("people.edit", () => people.edit({ ...person, id, roles, name: "Anne" }));
  await does("people.disable", () => people.disable({ id }));
  await does("people.enable", () => people.enable({ id }));
  await does("people.resetPassword", () => people.resetPassword({ id }));
  const place = { name: { zh: "东", en: "East" }, level: "district" as const, parentId: organisationId };
  const made = await does("organisations.create", () => organisations.create(place));
  await does("organisations.edit", () => organisations.edit({ ...place, ...made, name: title }));
  await does("organisations.delete", () => organisations.delete(made));
  await does("audit.export", () => audit.export({}));
}

async function oneself(): Promise<void> {
  const person = await newPersonOf(db, organisationId, "officer");
  const browser = strangerOn(db);
  const signIn = { identifier: person.staffNumber, password: TEST_PASSWORD };
  await does("session.signIn", async () => (await browser.call()).session.signIn(signIn));
  const other = strangerOn(db, { address: "192.0.2.9" });
  await (await other.call()).session.signIn(signIn);
  const { me } = await browser.call();
  const elsewhere = (await me.sessions()).find(({ isThisOne }) => !isThisOne)?.id ?? "";
  await does("me.endSession", () => me.endSession({ id: elsewhere }));
  await does("me.endOtherSessions", () => me.endOtherSessions());
  await does("me.changePassword", () =>
    me.changePassword({ current: TEST_PASSWORD, next: "seven quiet harbours" }),
  );
  await does("session.signOut", async () => (await browser.call()).session.signOut());
}

async function cases(): Promise<void> {
  const write = (await (await signedInOf(db, organisationId, "trainer")).call()).library;
  const review = (await (await signedInOf(db, organisationId, "trainer")).call()).library;
  const { caseId } = await does("library.createDraft", () => write.createDraft({ title }));
  const { slug } = await write.readDraft({ caseId });
  const content = plainCase(title);
  const at = { caseId, revision: 2 };
  await does("library.saveDraft", () => write.saveDraft({ caseId, revision: 1, content }));
  await does("library.submit", () => write.submit(at));
  await does("library.sendBack", () => review.sendBack({ ...at, reason: "Shorter." }));
  await write.submit(at);
  await does("library.publish", () => review.publish(at));
  await does("library.duplicate", () => review.duplicate({ slug }));
  await does("library.retire", () => review.retire(at));
  await does("library.revise", () => review.revise(at));
}

async function scenariosAndDrills(): Promise<void> {
  const trainer = await signedInOf(db, organisationId, "trainer");
  const officer = await signedInOf(db, organisationId, "officer");
  const { scenario, teams, drill } = await trainer.call();
  await does("scenario.create", () =>
    scenario.create({ from: { kind: "blank", groundId: "lanzhou-island" }, title }),
  );
  const { scenarioId } = await does("scenario.duplicate", () =>
    scenario.duplicate({ scenarioId: starterId }),
  );
  const { content } = await scenario.read({ scenarioId });
  await does("scenario.save", () => scenario.save({ scenarioId, revision: 1, content }));
  await does("scenario.publish", () => scenario.publish({ scenarioId, revision: 2 }));
  await does("scenario.setPractice", () => scenario.setPractice({ scenarioId, open: true }));
  await does("scenario.archive", () => scenario.archive({ scenarioId, archived: true }));
  await scenario.archive({ scenarioId, archived: false });

  const team = { name: title, shortName: "N", organisationId };
  const { id } = await does("teams.create", () => teams.create(team));
  await does("teams.edit", () => teams.edit({ ...team, id, shortName: "M" }));
  await does("teams.setMembers", () =>
    teams.setMembers({ id, members: [{ userId: officer.id, duty: "captain" }] }),
  );
  const plan = {
    title: "Quay",
    scenarioId,
    format: "parallel" as const,
    mode: "tabletop" as const,
    noNotice: false,
    teams: [{ lane: 1, side: "responder" as const, teamId: id }],
    scripted: [],
    oppositionCell: false,
    people: [],
  };
  const { drillId, joinCode } = await does("drill.create", () => drill.create(plan));
  await does("drill.move", () => drill.move({ drillId, plannedForMs: 4_000_000_000_000 }));
  const { stamp } = await drill.plan({ drillId });
  await does("drill.replan", () => drill.replan({ drillId, stamp, ...plan, title: "Pier" }));
  const calledOff = await drill.create(plan);
  await does("drill.cancel", () => drill.cancel({ drillId: calledOff.drillId, reason: "Fog" }));
  const notWanted = await drill.create(plan);
  await does("drill.delete", () => drill.delete({ drillId: notWanted.drillId }));
  await does("drill.join", async () => (await officer.call()).drill.join({ code: joinCode }));
  const { id: userId } = await newPersonOf(db, organisationId, "evaluator");
  await does("drill.assign", () => drill.assign({ drillId, userId, role: "evaluator" }));
  await does("drill.unassign", () => drill.unassign({ drillId, userId }));
  await does("teams.retire", () => teams.retire({ id, retired: true }));
}

test.each([
  ["accounts and organisations", accounts],
  ["oneself", oneself],
  ["cases", cases],
  ["scenarios, teams and drills", scenariosAndDrills],
])("the mutations that concern %s are carried out", async (_, scene) => {
  await scene();
});

test("every mutation that the table does not exempt leaves the entry that the table names", () => {
  for (const [path, audited] of Object.entries(AUDITED)) {
    if ("exempt" in audited || PLAYED_ELSEWHERE.includes(path)) continue;
    expect(noted.get(path), path).toContain(`${audited[0]} done`);
  }
});
