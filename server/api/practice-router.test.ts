import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { testGround, testPolicy, testScenario } from "@/domain/drill/given";
import type { DrillCommand } from "@/domain/drill/schema";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { openTestDatabase } from "@/server/db/test-database";
import { readStream } from "@/server/drill/event-store";
import { startRunner } from "@/server/drill/runner";
import { storeGround, storePolicy } from "@/server/scenario/mutations";

const { db } = await openTestDatabase();

beforeAll(async () => {
  await storeGround(db, testGround);
  await storePolicy(db, testPolicy);
});

async function newScenario({ published = true, archived = false, open = true } = {}): Promise<string> {
  const [row] = await db
    .insert(scenarios)
    .values({
      titleZh: testScenario.title.zh,
      titleEn: testScenario.title.en,
      policyId: testPolicy.id,
      draft: testScenario,
      openForPractice: open,
      ...(archived ? { archivedAt: new Date() } : {}),
    })
    .returning({ id: scenarios.id });
  const scenarioId = row?.id ?? "";
  if (published) {
    await db.insert(scenarioVersions).values({
      scenarioId,
      version: 1,
      revision: 1,
      content: testScenario,
      groundId: testGround.id,
      groundVersion: 1,
      policyId: testPolicy.id,
      policyVersion: 1,
    });
  }
  return scenarioId;
}

const wish = (scenarioId: string) => ({ scenarioId, skill: "strong" as const, title: "By myself" });

test("an officer practises alone, with one account from the start to the scores", async () => {
  const scenarioId = await newScenario();
  const learner = await signedInAs(db, "officer");
  const { drillId } = await (await learner.call()).practice.start(wish(scenarioId));
  const does = async (command: DrillCommand) =>
    (await learner.call()).drill.command({ drillId, commandId: randomUUID(), command });
  const view = async () => (await learner.call()).drill.view({ drillId });

  expect(await view()).toMatchObject({ kind: "side", side: "responder", selfRun: true, phase: "planned" });
  await does({ type: "StartDrill", rate: 60 });
  await does({ type: "PauseClock", reason: "" });
  await does({ type: "ResumeClock" });
  await does({ type: "EndDrill", how: "ended", reason: "" });
  expect(await view()).toMatchObject({ phase: "ended", scoresReleased: true });
  const review = await (await learner.call()).review.overview({ drillId });
  expect(review.cards.map(({ side }) => side)).toEqual(["responder", "opposition"]);
});

test("its opposition plays on the server, without any browser", async () => {
  const scenarioId = await newScenario();
  const learner = await signedInAs(db, "officer");
  const { drillId } = await (await learner.call()).practice.start(wish(scenarioId));
  const runner = startRunner(db);
  await (
    await learner.call()
  ).drill.command({ drillId, commandId: randomUUID(), command: { type: "StartDrill", rate: 60 } });
  const moves = async () =>
    (await readStream(db, drillId, 0)).filter(({ event }) => event.type === "ActionTaken");
  // A strong opposition moves every four minutes: four seconds at sixty times the speed.
  await expect.poll(moves, { timeout: 15_000 }).toHaveLength(1);
  expect((await moves())[0]?.by).toMatchObject({ role: "player", side: "opposition", scripted: true });
  await runner.stop();
}, 20_000);

test("offers what is published and tells nothing of the plan", async () => {
  const scenarioId = await newScenario();
  const draft = await newScenario({ published: false });
  const archived = await newScenario({ archived: true });
  const offers = await (await (await signedInAs(db, "officer")).call()).practice.offers();
  const ids = offers.map((offer) => offer.scenarioId);
  expect(ids).toContain(scenarioId);
  expect(ids).not.toContain(draft);
  expect(ids).not.toContain(archived);
  expect(Object.keys(offers.find((offer) => offer.scenarioId === scenarioId) ?? {}).sort()).toEqual(
    ["opposed", "plannedMinutes", "scenarioId", "situation", "title"].sort(),
  );
});

test("is refused on a scenario that is not published, archived or unknown, in the same words", async () => {
  const learner = await signedInAs(db, "officer");
  for (const scenarioId of [
    await newScenario({ published: false }),
    await newScenario({ archived: true }),
    randomUUID(),
  ]) {
    await expect((await learner.call()).practice.start(wish(scenarioId))).rejects.toMatchObject(
      refusedWith("scenario-not-found"),
    );
  }
});
