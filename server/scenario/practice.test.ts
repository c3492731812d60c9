import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Role } from "@/domain/account/schema";
import type { NewDrill } from "@/domain/roster/schema";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { seedStarterContent } from "@/server/starter/seed";
import { openTestDatabase } from "@/server/db/test-database";

const { db } = await openTestDatabase();
let starterId = "";
beforeAll(async () => {
  starterId = (await seedStarterContent(db)).get("phone-shop") ?? "";
});

async function personAs(...roles: Role[]) {
  const signedIn = await signedInAs(db, ...roles);
  return { id: signedIn.id, api: await signedIn.call() };
}

/** A scenario as its author has it after publishing. */
async function written(author: Awaited<ReturnType<typeof personAs>>): Promise<string> {
  const { scenarioId } = await author.api.scenario.duplicate({ scenarioId: starterId });
  await author.api.scenario.publish({ scenarioId, revision: 1 });
  return scenarioId;
}

const drillOn = (scenarioId: string, people: NewDrill["people"] = []): NewDrill => ({
  title: "Hidden",
  scenarioId,
  format: "opposed",
  mode: "tabletop",
  noNotice: true,
  teams: [
    { lane: 1, side: "responder", teamId: null, name: "Red" },
    { lane: 1, side: "opposition", teamId: null, name: "Blue" },
  ],
  scripted: [],
  oppositionCell: false,
  people,
});

test("what is written is closed for practice until its owner opens it, and the trail says who did; starters are open and their administrators' to change", async () => {
  const [author, learner, admin] = [
    await personAs("trainer"),
    await personAs("officer"),
    await personAs("administrator"),
  ];
  const scenarioId = await written(author);
  const offered = async () =>
    (await learner.api.practice.offers())
      .map((offer) => offer.scenarioId)
      .filter((id) => id === starterId || id === scenarioId);
  const start = () => learner.api.practice.start({ scenarioId, skill: "weak", title: "Mine" });
  expect(await offered()).toEqual([starterId]);
  await expect(start()).rejects.toMatchObject(refusedWith("scenario-not-found"));

  await author.api.scenario.setPractice({ scenarioId, open: true });
  expect((await offered()).sort()).toEqual([starterId, scenarioId].sort());
  await expect(start()).resolves.toBeDefined();
  const { entries } = await admin.api.audit.page({ action: "scenario.practice" });
  expect(JSON.stringify(entries[0]?.detail)).toContain("openForPractice");

  await expect(author.api.scenario.setPractice({ scenarioId: starterId, open: false })).rejects.toMatchObject(
    refusedWith("starter-not-changed"),
  );
  await admin.api.scenario.setPractice({ scenarioId: starterId, open: false });
  expect(await offered()).toEqual([scenarioId]);
  await admin.api.scenario.setPractice({ scenarioId: starterId, open: true });
});

test("no drill without notice is planned on a scenario that is open for practice, newly or anew", async () => {
  const author = await personAs("trainer");
  const scenarioId = await written(author);
  await author.api.scenario.setPractice({ scenarioId, open: true });
  await expect(author.api.drill.create(drillOn(scenarioId))).rejects.toMatchObject(
    refusedWith("scenario-open-for-practice"),
  );
  const { drillId } = await author.api.drill.create({ ...drillOn(scenarioId), noNotice: false });
  const { stamp } = await author.api.drill.plan({ drillId });
  await expect(author.api.drill.replan({ drillId, stamp, ...drillOn(scenarioId) })).rejects.toMatchObject(
    refusedWith("scenario-open-for-practice"),
  );
});

test("a hidden drill closes nothing and refuses nothing before its players, and tells those who run it", async () => {
  const [author, player, learner] = [
    await personAs("trainer"),
    await personAs("officer", "trainer"),
    await personAs("officer"),
  ];
  const scenarioId = await written(author);
  await author.api.drill.create(
    drillOn(scenarioId, [{ userId: player.id, role: "player", lane: 1, side: "responder" }]),
  );
  await expect(author.api.scenario.setPractice({ scenarioId, open: true })).rejects.toMatchObject(
    refusedWith("scenario-in-hidden-drill"),
  );
  expect(await player.api.scenario.read({ scenarioId })).toMatchObject({ openForPractice: false });
  await player.api.scenario.setPractice({ scenarioId, open: true });
  for (const { api } of [player, learner]) {
    expect((await api.practice.offers()).map((offer) => offer.scenarioId)).toContain(scenarioId);
  }
  await expect(
    player.api.practice.start({ scenarioId, skill: "weak", title: "Mine" }),
  ).resolves.toBeDefined();
});

test("a copy of an open scenario is closed for practice", async () => {
  const author = await personAs("trainer");
  const scenarioId = await written(author);
  const [row] = await db.select().from(scenarios).where(eq(scenarios.id, scenarioId));
  expect(row?.openForPractice).toBe(false);
  expect(await db.$count(scenarioVersions, eq(scenarioVersions.scenarioId, scenarioId))).toBe(1);
});
