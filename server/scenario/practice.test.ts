import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Role } from "@/domain/account/schema";
import { isRefusal } from "@/domain/refusal";
import type { NewDrill } from "@/domain/roster/schema";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { drills } from "@/server/db/schema/drills";
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

test("of planning a drill without notice and opening its scenario in the same instant at most one succeeds", async () => {
  const [planner, owner] = [await personAs("trainer"), await personAs("trainer")];
  const both: string[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < 8; i++) {
    const scenarioId = await written(owner);
    const planned = await planner.api.drill.create({ ...drillOn(scenarioId), noNotice: false });
    const { stamp } = await planner.api.drill.plan({ drillId: planned.drillId });
    const plan = () =>
      i % 2 === 0
        ? planner.api.drill.create(drillOn(scenarioId))
        : planner.api.drill.replan({ drillId: planned.drillId, stamp, ...drillOn(scenarioId) });
    const open = () => owner.api.scenario.setPractice({ scenarioId, open: true });
    const outcomes = await Promise.allSettled(i % 3 === 0 ? [open(), plan()] : [plan(), open()]);
    const told = outcomes.map((one) => (one.status === "fulfilled" ? "done" : codeOf(one.reason)));
    for (const one of told) seen.add(one);
    const [row] = await db.select().from(scenarios).where(eq(scenarios.id, scenarioId));
    const hidden = await db.$count(drills, and(eq(drills.scenarioId, scenarioId), eq(drills.noNotice, true)));
    if (row?.openForPractice && hidden > 0) both.push(`${i}: ${told.join(", ")}`);
  }
  expect(both).toEqual([]);
  seen.delete("done");
  for (const code of seen) expect(["scenario-open-for-practice", "scenario-in-hidden-drill"]).toContain(code);
}, 180_000);

test("a drill without notice that is called off or deleted keeps its scenario closed no longer", async () => {
  const author = await personAs("trainer");
  const scenarioId = await written(author);
  const open = () => author.api.scenario.setPractice({ scenarioId, open: true });
  const { drillId } = await author.api.drill.create(drillOn(scenarioId));
  const gone = await author.api.drill.create(drillOn(scenarioId));
  await author.api.drill.cancel({ drillId, reason: "Rain" });
  await expect(open()).rejects.toMatchObject(refusedWith("scenario-in-hidden-drill"));
  await author.api.drill.delete({ drillId: gone.drillId });
  await open();
});

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  return isRefusal(cause) ? cause.code : String(error);
}

test("a copy of an open scenario is closed for practice", async () => {
  const author = await personAs("trainer");
  const scenarioId = await written(author);
  const [row] = await db.select().from(scenarios).where(eq(scenarios.id, scenarioId));
  expect(row?.openForPractice).toBe(false);
  expect(await db.$count(scenarioVersions, eq(scenarioVersions.scenarioId, scenarioId))).toBe(1);
});
