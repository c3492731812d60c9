import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { testPolicy, testScenario } from "@/domain/drill/given";
import type { Participant } from "@/domain/drill/schema";
import { RULES_VERSION } from "@/domain/scoring/score-card";
import { refusedWith, signedInAs, type TestBrowser } from "@/server/auth/testing";
import { openDatabase } from "@/server/db/client";
import { scenarios } from "@/server/db/schema/scenarios";
import { openTestDatabase } from "@/server/db/test-database";
import { readLogText } from "@/server/drill/event-store";
import { handleCommand } from "@/server/drill/handle-command";
import { fromDrill } from "@/server/drill/room";
import { asks, joinAs, OPPOSITION, planTestDrill, RESPONDER } from "@/server/drill/testing";
import { rejudge } from "@/server/jobs/kinds/rejudge";
import { startJobs } from "@/server/jobs/runner";
import { storePolicy } from "@/server/scenario/mutations";
import { setCurrentWorkers } from "@/server/workers/current";
import { judge } from "@/server/workers/kinds/judge";
import { openWorkers } from "@/server/workers/pool";
import { keepJudged } from "./mutations";

const { db, ownerUrl, applicationUrl } = await openTestDatabase();
/** Who plays the release before this one: the application itself cannot change what was released. */
const owner = openDatabase(ownerUrl, { connectionsMax: 1 });
/** The pool of another instance. */
const elsewhere = openDatabase(applicationUrl, { connectionsMax: 2 });
const workers = openWorkers({ size: 1 });
setCurrentWorkers(workers);
afterAll(async () => {
  await workers.stop();
  await owner.$client.end();
  await elsewhere.$client.end();
});

let administrator: TestBrowser & { id: string };
const api = async () => (await administrator.call()).rejudging;
beforeAll(async () => {
  await storePolicy(db, testPolicy);
  administrator = await signedInAs(db, "administrator");
});
// What is left from one test is decided before the next.
beforeEach(async () => {
  for (const { id, state } of (await (await api()).list()).rejudgings)
    if (state === "working" || state === "proposed") await (await api()).drop({ rejudgingId: id });
  await owner.execute(sql`update score_cards set rules_version = ${RULES_VERSION}`);
});

/** A released drill whose first responder line was worth ten points more by the rules of an earlier release. */
async function judgedEarlier(): Promise<{
  drillId: string;
  scenarioId: string;
  controller: Participant;
  responder: Participant;
}> {
  const [scenario] = await db
    .insert(scenarios)
    .values({
      titleZh: testScenario.title.zh,
      titleEn: testScenario.title.en,
      policyId: testPolicy.id,
      draft: testScenario,
    })
    .returning({ id: scenarios.id });
  const scenarioId = scenario?.id ?? "";
  const { drillId, controller } = await planTestDrill(db, { setup: { scenarioId } });
  const responder = await joinAs(db, drillId, RESPONDER);
  await joinAs(db, drillId, OPPOSITION);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  await asks(db, drillId, controller, { type: "EndDrill", how: "ended", reason: "" });
  await asks(db, drillId, controller, { type: "ReleaseScores" });
  await owner.execute(sql`
    update score_cards set rules_version = ${RULES_VERSION - 1}, card = jsonb_set(jsonb_set(jsonb_set(card,
             '{rulesVersion}', ${RULES_VERSION - 1}::text::jsonb),
             '{totalHundredths}', ((card ->> 'totalHundredths')::int + 1000)::text::jsonb),
             '{lines,0,pointsHundredths}', ((card #>> '{lines,0,pointsHundredths}')::int + 1000)::text::jsonb)
     where drill_id = ${drillId} and side = 'responder'`);
  return { drillId, scenarioId, controller, responder };
}

/** Every card of a drill as the database has it. */
const stored = async (drillId: string) =>
  db.execute<{ side: string; version: number; rules: number; card: string }>(sql`
    select side, version, rules_version as rules, card::text from score_cards
     where drill_id = ${drillId} order by side, version`);

const totalOf = (pool: typeof db, drillId: string) =>
  fromDrill(pool, drillId, (drill) => drill.releasedCards?.find(({ side }) => side === "responder"));

async function begun(chosen: { drillIds?: string[]; scenarioId?: string } = {}) {
  return (await api()).begin({ reason: "Rules of the season", ...chosen });
}

/** Works until a rejudging is proposed. */
async function proposed(rejudgingId: string): Promise<void> {
  const jobs = startJobs(db, { kinds: [rejudge], pollMs: 50 });
  const state = async () =>
    (await (await api()).list()).rejudgings.find(({ id }) => id === rejudgingId)?.state;
  await expect
    .poll(state, { timeout: 30_000 })
    .toBe("proposed")
    .finally(() => jobs.stop());
}

test("new cards stand beside the released ones until all are applied, and then before them; no released card is touched", async () => {
  const { drillId } = await judgedEarlier();
  const before = await stored(drillId);
  const old = await totalOf(db, drillId);
  await totalOf(elsewhere, drillId);
  const { rejudgingId, drills } = await begun({ drillIds: [drillId] });
  expect(drills).toBe(1);
  await proposed(rejudgingId);
  expect(await stored(drillId)).toEqual(before);
  expect(await totalOf(db, drillId)).toEqual(old);

  const { cards } = await (await api()).changes({ rejudgingId });
  expect(cards).toMatchObject([
    {
      drillId,
      side: "responder",
      beforeHundredths: old?.totalHundredths,
      afterHundredths: (old?.totalHundredths ?? 0) - 1000,
      lines: [
        {
          itemId: old?.lines[0]?.itemId,
          before: { pointsHundredths: old?.lines[0]?.pointsHundredths },
          after: { pointsHundredths: (old?.lines[0]?.pointsHundredths ?? 0) - 1000 },
        },
      ],
    },
  ]);

  await (await api()).adopt({ rejudgingId });
  const after = await stored(drillId);
  expect(after.filter(({ version }) => before.some((one) => one.version === version))).toEqual(before);
  expect(after.length).toBe(before.length + 2);
  // Both instances had the drill in memory.
  for (const pool of [db, elsewhere]) {
    expect(await totalOf(pool, drillId)).toMatchObject({
      rulesVersion: RULES_VERSION,
      totalHundredths: (old?.totalHundredths ?? 0) - 1000,
    });
  }
  await expect((await api()).adopt({ rejudgingId })).rejects.toMatchObject(
    refusedWith("rejudging-not-proposed"),
  );
});

test("dropped, it changes nothing, and ends the work on it", async () => {
  const { drillId } = await judgedEarlier();
  const before = await stored(drillId);
  const first = await begun({ drillIds: [drillId] });
  await (await api()).drop({ rejudgingId: first.rejudgingId });
  expect(await (await administrator.call()).jobs.read({ jobId: first.jobId })).toMatchObject({
    state: "cancelled",
  });
  const second = await begun({ drillIds: [drillId] });
  await proposed(second.rejudgingId);
  await (await api()).drop({ rejudgingId: second.rejudgingId });
  expect(await stored(drillId)).toEqual(before);
  await expect((await api()).adopt({ rejudgingId: second.rejudgingId })).rejects.toMatchObject(
    refusedWith("rejudging-not-proposed"),
  );
});

test("of all results those of earlier rules are chosen, practice left out; one rejudging is open at a time", async () => {
  await expect(begun()).rejects.toMatchObject(refusedWith("rejudging-needless"));
  const [one, other, practice] = [await judgedEarlier(), await judgedEarlier(), await judgedEarlier()];
  await owner.execute(sql`update drills set is_practice = true where id = ${practice.drillId}`);
  expect((await (await api()).list()).earlier).toBe(2);
  const { drills, rejudgingId } = await begun();
  expect(drills).toBe(2);
  await expect(begun()).rejects.toMatchObject(refusedWith("rejudging-open"));
  await proposed(rejudgingId);
  const { cards } = await (await api()).changes({ rejudgingId });
  expect(cards.map(({ drillId }) => drillId).sort()).toEqual([one.drillId, other.drillId].sort());
  await (await api()).drop({ rejudgingId });
  expect((await begun({ scenarioId: one.scenarioId })).drills).toBe(1);
});

test("nothing is applied when one of the results has changed since", async () => {
  const [changed, other] = [await judgedEarlier(), await judgedEarlier()];
  const { rejudgingId } = await begun();
  await proposed(rejudgingId);
  const itemId = testScenario.items.find(({ side }) => side === "responder")?.id ?? "";
  await handleCommand(db, changed.drillId, {
    commandId: randomUUID(),
    by: changed.responder,
    known: { isCaptain: true },
    command: {
      type: "FileAppeal",
      lane: 1,
      on: { of: "line", itemId },
      text: "It was met",
      evidence: [],
    },
  });
  const before = await stored(other.drillId);
  await expect((await api()).adopt({ rejudgingId })).rejects.toMatchObject(refusedWith("rejudging-outdated"));
  expect(await stored(other.drillId)).toEqual(before);
});

test("begun a second time, the work goes on with what is not known yet and comes to the same", async () => {
  const [one, other] = [await judgedEarlier(), await judgedEarlier()];
  const { rejudgingId } = await begun();
  const found = await workers.run(judge, { log: await readLogText(db, one.drillId) });
  // An instance that died after it.
  await keepJudged(db, { rejudgingId, drillId: one.drillId }, found);
  await keepJudged(db, { rejudgingId, drillId: one.drillId }, found);
  await proposed(rejudgingId);
  const { cards } = await (await api()).changes({ rejudgingId });
  expect(cards.map(({ drillId }) => drillId).sort()).toEqual([one.drillId, other.drillId].sort());
});

test("whoever a planned drill closes the scenario to is not told of its lines", async () => {
  const { drillId, scenarioId } = await judgedEarlier();
  const { rejudgingId } = await begun({ drillIds: [drillId] });
  await proposed(rejudgingId);
  expect((await (await api()).changes({ rejudgingId })).cards[0]?.lines).toHaveLength(1);
  const planned = await planTestDrill(db, { setup: { scenarioId } });
  const player = await signedInAs(db, "administrator");
  await db.execute(sql`
    insert into drill_participants (drill_id, user_id, role, lane, side)
    values (${planned.drillId}, ${player.id}, 'player', 1, 'responder')`);
  const { cards } = await (await player.call()).rejudging.changes({ rejudgingId });
  expect(cards).toMatchObject([{ drillId, lines: null }]);
});

test("what is decided stands in the audit trail", async () => {
  const { drillId } = await judgedEarlier();
  const dropped = await begun({ drillIds: [drillId] });
  await (await api()).drop({ rejudgingId: dropped.rejudgingId });
  const applied = await begun({ drillIds: [drillId] });
  await proposed(applied.rejudgingId);
  await (await api()).adopt({ rejudgingId: applied.rejudgingId });
  const entries = await db.execute(sql`
    select action from audit_entries where object_id in (${dropped.rejudgingId}, ${applied.rejudgingId})
     order by position`);
  expect(entries.map(({ action }) => action)).toEqual([
    "rejudging.begin",
    "rejudging.drop",
    "rejudging.begin",
    "rejudging.apply",
  ]);
  await expect((await api()).drop({ rejudgingId: randomUUID() })).rejects.toMatchObject(
    refusedWith("not-found"),
  );
});
