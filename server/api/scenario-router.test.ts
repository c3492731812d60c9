import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { Ground } from "@/domain/ground/schema";
import { Policy } from "@/domain/policy/schema";
import { Scenario } from "@/domain/scenario/schema";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { auditEntries } from "@/server/db/schema/audit";
import { users } from "@/server/db/schema/auth";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { openTestDatabase } from "@/server/db/test-database";
import { createOrganisation } from "@/server/organisations/mutations";
import { storeGround, storePolicy, storeStarter } from "@/server/scenario/mutations";
import { readScenarioVersion } from "@/server/scenario/queries";

const { db } = await openTestDatabase();

const fileAt = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const starter = Scenario.parse(fileAt("server/starter/scenarios/lost-coat.json"));
const title = { zh: "码头丢包", en: "A bag lost at the pier" };

beforeAll(async () => {
  await storeGround(db, Ground.parse(fileAt("server/starter/ground/lanzhou-island.geojson")));
  await storePolicy(db, Policy.parse(fileAt("server/starter/policies/standard-1358.json")));
});

/** A trainer with a new, blank scenario. */
async function setUpBlank() {
  const trainer = await signedInAs(db, "trainer");
  const { scenarioId } = await (
    await trainer.call()
  ).scenario.create({ from: { kind: "blank", groundId: "lanzhou-island" }, title });
  return { trainer, scenarioId, call: (await trainer.call()).scenario };
}

/** The same with the texts written that only an author can write. */
async function setUpScenario() {
  const { trainer, scenarioId, call } = await setUpBlank();
  const { revision, content } = await call.read({ scenarioId });
  await call.save({ scenarioId, revision, content: written(content) });
  return { trainer, scenarioId, call };
}

function written(blank: Scenario): Scenario {
  const text = { zh: "旅客把包忘在码头。", en: "A passenger left a bag at the pier." };
  return {
    ...blank,
    summary: text,
    brief: { ...blank.brief, situation: text, responder: text },
    injects: blank.injects.map((inject) => ({ ...inject, text })),
  };
}

test("a blank scenario holds no sentence its author did not write: the checks name each that is missing", async () => {
  const { call, scenarioId } = await setUpBlank();
  const { revision, problems, content } = await call.read({ scenarioId });
  expect(problems.map(({ code, path }) => [code, path.join(".")])).toEqual(
    ["summary", "brief.situation", "brief.responder", "injects.0.text"].map((at) => ["text-missing", at]),
  );
  await expect(call.publish({ scenarioId, revision })).rejects.toMatchObject(
    refusedWith("scenario-has-errors"),
  );
  expect(content.title).toEqual(title);
});

test("a draft keeps an empty text and everything typed beside it, and says that the text is missing", async () => {
  const { call, scenarioId } = await setUpScenario();
  const { revision, content } = await call.read({ scenarioId });
  const [inject] = content.injects;
  if (!inject) throw new Error("A blank scenario has a call.");
  const injects = [inject, { ...inject, id: "inject-2", title: { zh: "", en: "" } }];
  const { problems } = await call.save({ scenarioId, revision, content: { ...content, injects } });
  expect(problems.slice(0, 1)).toMatchObject([{ code: "text-missing", path: ["injects", 1, "title"] }]);
  expect((await call.read({ scenarioId })).content.injects).toEqual(injects);
});

test("a hint that an earlier release stored as a text keeps a scenario from being published", async () => {
  const { call, scenarioId } = await setUpScenario();
  const { revision, content } = await call.read({ scenarioId });
  const injects = content.injects.map((inject) => ({
    ...inject,
    text: { zh: "写下要下达的内容。", en: "What is to be delivered." },
  }));
  const saved = await call.save({ scenarioId, revision, content: { ...content, injects } });
  expect(saved.problems).toMatchObject([{ code: "text-placeholder", path: ["injects", 0, "text"] }]);
  await expect(call.publish({ scenarioId, revision: saved.revision })).rejects.toMatchObject(
    refusedWith("scenario-has-errors"),
  );
});

test("a scenario whose texts are written passes the checks, so that it can be published as it is", async () => {
  const { call, scenarioId } = await setUpScenario();
  const { revision, problems, content } = await call.read({ scenarioId });
  expect(problems.filter(({ level }) => level === "error")).toEqual([]);
  expect(content.title).toEqual(title);

  expect(await call.publish({ scenarioId, revision })).toEqual({ version: 1 });
  const pinned = await readScenarioVersion(db, null, scenarioId, 1);
  expect(pinned.scenario).toEqual(content);
  expect(pinned.ground.id).toBe("lanzhou-island");
});

test("a published version stays as it was when the draft is written on", async () => {
  const { call, scenarioId } = await setUpScenario();
  const { revision, content } = await call.read({ scenarioId });
  await call.publish({ scenarioId, revision });
  const saved = await call.save({ scenarioId, revision, content: { ...content, plannedMinutes: 90 } });

  expect((await readScenarioVersion(db, null, scenarioId, 1)).scenario.plannedMinutes).toBe(40);
  expect((await call.list()).find(({ id }) => id === scenarioId)).toMatchObject({
    plannedMinutes: 90,
    latestVersion: 1,
    changedSince: true,
  });
  expect(await call.publish({ scenarioId, revision: saved.revision })).toEqual({ version: 2 });
});

test("what is published as it is gets no second version, however often it is asked for at once", async () => {
  const { call, scenarioId } = await setUpScenario();
  const { revision } = await call.read({ scenarioId });
  const answers = await Promise.all(Array.from({ length: 20 }, () => call.publish({ scenarioId, revision })));
  expect(answers).toEqual(answers.map(() => ({ version: 1 })));
  expect((await call.versions({ scenarioId })).map(({ version }) => version)).toEqual([1]);
  const told = await db.select().from(auditEntries).where(eq(auditEntries.objectId, scenarioId));
  expect(told.filter(({ action }) => action === "scenario.publish")).toHaveLength(1);
});

test("a broken reference may be in a draft, is named, and is refused at publication without storing anything", async () => {
  const { call, scenarioId } = await setUpScenario();
  const { revision, content } = await call.read({ scenarioId });
  const [inject] = content.injects;
  if (!inject) throw new Error("A blank scenario has one inject.");
  const broken = { ...content, injects: [{ ...inject, incidentId: "nowhere" }] };

  const saved = await call.save({ scenarioId, revision, content: broken });
  expect(saved.problems).toContainEqual(
    expect.objectContaining({ level: "error", code: "reference-broken", path: ["injects", 0, "incidentId"] }),
  );
  await expect(call.publish({ scenarioId, revision: saved.revision })).rejects.toMatchObject(
    refusedWith("scenario-has-errors"),
  );
  expect(await db.select().from(scenarioVersions).where(eq(scenarioVersions.scenarioId, scenarioId))).toEqual(
    [],
  );
});

test("of two people who save the same revision, the second is told and overwrites nothing", async () => {
  const { call, scenarioId } = await setUpScenario();
  const colleague = await (await signedInAs(db, "administrator")).call();
  const { revision, content } = await call.read({ scenarioId });

  await call.save({ scenarioId, revision, content: { ...content, plannedMinutes: 11 } });
  await expect(
    colleague.scenario.save({ scenarioId, revision, content: { ...content, plannedMinutes: 22 } }),
  ).rejects.toMatchObject(refusedWith("changed-meanwhile"));
  await expect(colleague.scenario.publish({ scenarioId, revision })).rejects.toMatchObject(
    refusedWith("changed-meanwhile"),
  );
  expect((await call.read({ scenarioId })).content.plannedMinutes).toBe(11);
});

test("a field that no scenario has is refused, and nothing is stored", async () => {
  const { call, scenarioId } = await setUpScenario();
  const { revision, content } = await call.read({ scenarioId });
  const sneaky = {
    ...content,
    plannedMinutes: 5,
    injects: content.injects.map((i) => ({ ...i, secret: 1 })),
  };

  await expect(call.save({ scenarioId, revision, content: sneaky })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  expect((await call.read({ scenarioId })).content.plannedMinutes).toBe(40);
});

test("a scenario of another organisation does not exist for a trainer, whatever they try", async () => {
  const bureau = await createOrganisation(db, {
    name: { zh: "甲市局", en: "Bureau A" },
    level: "bureau",
    parentId: null,
  });
  const other = await createOrganisation(db, {
    name: { zh: "乙市局", en: "Bureau B" },
    level: "bureau",
    parentId: null,
  });
  const district = await createOrganisation(db, {
    name: { zh: "东分局", en: "East" },
    level: "district",
    parentId: bureau,
  });
  const { scenarioId, trainer } = await setUpScenario();
  const { revision, content } = await (await trainer.call()).scenario.read({ scenarioId });
  // Its author belongs to neither: what becomes the bureau's is the bureau's.
  await db.update(scenarios).set({ organisationId: bureau }).where(eq(scenarios.id, scenarioId));

  const below = await signedInAs(db, "trainer");
  await db.update(users).set({ organisationId: district }).where(eq(users.id, below.id));
  const elsewhere = await signedInAs(db, "trainer");
  await db.update(users).set({ organisationId: other }).where(eq(users.id, elsewhere.id));

  const { scenario: near } = await below.call();
  expect((await near.read({ scenarioId })).id).toBe(scenarioId);
  expect((await near.list()).map(({ id }) => id)).toContain(scenarioId);

  const { scenario: far } = await elsewhere.call();
  const missing = refusedWith("scenario-not-found");
  expect((await far.list()).map(({ id }) => id)).not.toContain(scenarioId);
  await expect(far.read({ scenarioId })).rejects.toMatchObject(missing);
  await expect(far.save({ scenarioId, revision, content })).rejects.toMatchObject(missing);
  await expect(far.publish({ scenarioId, revision })).rejects.toMatchObject(missing);
  await expect(far.duplicate({ scenarioId })).rejects.toMatchObject(missing);
  await expect(far.versions({ scenarioId })).rejects.toMatchObject(missing);
  await expect(far.archive({ scenarioId, archived: true })).rejects.toMatchObject(missing);
  await expect(far.read({ scenarioId: crypto.randomUUID() })).rejects.toMatchObject(missing);
});

test("a copy of a starter is one's own, and the starter stays as it was", async () => {
  const slug = "lost-coat";
  const starterId = await storeStarter(db, { slug, content: starter, policyId: "standard-1358" });
  const { scenario } = await (await signedInAs(db, "trainer")).call();

  const { scenarioId } = await scenario.create({ from: { kind: "scenario", scenarioId: starterId }, title });
  const { revision, content } = await scenario.read({ scenarioId });
  expect(content).toEqual({ ...starter, title });
  await scenario.save({ scenarioId, revision, content: { ...content, injects: [] } });
  expect((await scenario.read({ scenarioId: starterId })).content).toEqual(starter);
});

test("a starter that people worked on in an older release is not put back by the next start", async () => {
  const slug = "worked-on";
  const id = await storeStarter(db, { slug, content: starter, policyId: "standard-1358" });
  await db
    .update(scenarios)
    .set({ draft: { ...starter, plannedMinutes: 77 }, editedBy: (await signedInAs(db, "trainer")).id })
    .where(eq(scenarios.id, id));

  expect(await storeStarter(db, { slug, content: starter, policyId: "standard-1358" })).toBe(id);
  const { scenario } = await (await signedInAs(db, "trainer")).call();
  expect((await scenario.read({ scenarioId: id })).content.plannedMinutes).toBe(77);
});

test("an archived scenario leaves the list and can be taken back", async () => {
  const { call, scenarioId } = await setUpScenario();
  const listed = async (archived: boolean) =>
    (await call.list({ archived })).some(({ id }) => id === scenarioId);

  await call.archive({ scenarioId, archived: true });
  expect([await listed(false), await listed(true)]).toEqual([false, true]);
  await call.archive({ scenarioId, archived: false });
  expect([await listed(false), await listed(true)]).toEqual([true, false]);
});

test("the same ground is not stored twice", async () => {
  const { call } = await setUpScenario();
  const ground = await call.ground({ groundId: "lanzhou-island" });
  await storeGround(db, ground);
  expect((await call.grounds()).find(({ id }) => id === "lanzhou-island")?.version).toBe(1);
});
