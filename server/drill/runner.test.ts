import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { openDatabase, type OpenedDatabase } from "@/server/db/client";
import { drillEvents, drills } from "@/server/db/schema/drills";
import { openTestDatabase } from "@/server/db/test-database";
import { readStream } from "./event-store";
import { hubOf, subscribe, type Frame } from "./hub";
import { startRunner, type Runner } from "./runner";
import { asks, joinAs, planTestDrill, RESPONDER, untilGoneBy } from "./testing";

const { db, applicationUrl } = await openTestDatabase();

const instances: { pool: OpenedDatabase; runner: Runner }[] = [];
/** An instance of the server, without its front door. */
function startInstance() {
  const pool = openDatabase(applicationUrl, { connectionsMax: 4 });
  const instance = { pool, runner: startRunner(pool) };
  instances.push(instance);
  return instance;
}
afterEach(async () => {
  for (const { pool, runner } of instances.splice(0)) {
    await runner.stop();
    await pool.$client.end({ timeout: 1 });
  }
});

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const untilMs = Date.now() + 8_000;
  while (!(await condition())) {
    if (Date.now() > untilMs) throw new Error(`It never came about that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const deliveries = async (drillId: string) =>
  (await readStream(db, drillId, 0)).flatMap(({ event, atMs }) =>
    event.type === "InjectDelivered" ? [{ injectId: event.injectId, atMs }] : [],
  );

test("with two instances, everything that falls due happens once and at its time", async () => {
  startInstance();
  startInstance();
  const { drillId, controller } = await planTestDrill(db);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 60 });
  // The gauge starts at 20 and rises by 10 a minute: at six minutes it boils over, six seconds from now.
  await until(async () => (await deliveries(drillId)).length === 3, "all three injects were delivered");
  expect(await deliveries(drillId)).toEqual([
    { injectId: "first-call", atMs: 10_000 },
    { injectId: "tip", atMs: 15_000 },
    { injectId: "riot", atMs: 360_000 },
  ]);
  const positions = (await readStream(db, drillId, 0)).map(({ position }) => position);
  expect(positions).toEqual(positions.map((_, i) => i + 1));
}, 20_000);

test("an instance that starts in mid-drill takes it up where it is, clock included", async () => {
  const { drillId, controller } = await planTestDrill(db);
  // Nobody runs the drill while time goes by: the first call falls due after a sixth of a second.
  await asks(db, drillId, controller, { type: "StartDrill", rate: 60 });
  await untilGoneBy(db, drillId, 300);
  expect(await deliveries(drillId)).toEqual([]);

  startInstance();
  await until(async () => (await deliveries(drillId)).length === 2, "what had fallen due was delivered");
  // At the drill time at which it was due, however late it was noticed.
  expect(await deliveries(drillId)).toEqual([
    { injectId: "first-call", atMs: 10_000 },
    { injectId: "tip", atMs: 15_000 },
  ]);
});

test("what a change brings forward happens at its time, also right after another change", async () => {
  const { pool } = startInstance();
  const { drillId, controller } = await planTestDrill(pool);
  // At this rate the first call is ten seconds away; at the next it is due after a sixth of one.
  await asks(pool, drillId, controller, { type: "StartDrill", rate: 1 });
  await asks(pool, drillId, controller, { type: "ChangeRate", rate: 60 });
  await until(async () => (await deliveries(drillId)).length >= 1, "the first call came");
});

test("a paused drill stands still and goes on when it is resumed", async () => {
  startInstance();
  const { drillId, controller } = await planTestDrill(db);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 10 });
  await asks(db, drillId, controller, { type: "PauseClock", reason: "" });
  // At its rate the first call would have come after a second.
  await untilGoneBy(db, drillId, 1_100);
  expect(await deliveries(drillId)).toEqual([]);
  await asks(db, drillId, controller, { type: "ChangeRate", rate: 60 });
  await asks(db, drillId, controller, { type: "ResumeClock" });
  await until(async () => (await deliveries(drillId)).length === 2, "the call came after the pause");
});

test("what one instance writes reaches those who watch through another", async () => {
  const [here, there] = [startInstance(), startInstance()];
  const { drillId, controller } = await planTestDrill(here.pool);
  const rita = await joinAs(here.pool, drillId, RESPONDER);
  const frames: Frame[] = [];
  const stop = await subscribe(
    hubOf(there.pool),
    { drillId, participant: rita, seat: RESPONDER, sessionId: "", lastEventId: null },
    { send: (frame) => frames.push(frame) > 0, ping: () => undefined, close: () => undefined },
  );
  expect(frames).toHaveLength(1);
  const startedMs = Date.now();
  await asks(here.pool, drillId, controller, { type: "StartDrill", rate: 1 });
  await until(() => frames.length === 2, "the other instance heard of it");
  // By the doorbell; the poll alone would take up to a second and a half.
  expect(Date.now() - startedMs).toBeLessThan(1_200);
  expect(frames[1]?.json).toContain('"phase":{"set":"running"}');
  stop();
});

test("a drill whose stream cannot be read does not keep the others from going on", async () => {
  const broken = await planTestDrill(db);
  await asks(db, broken.drillId, broken.controller, { type: "StartDrill", rate: 1 });
  const { position } = (await readStream(db, broken.drillId, 0)).at(-1) ?? { position: 0 };

  await db.insert(drillEvents).values({
    drillId: broken.drillId,
    position: position + 1,
    lane: 0,
    atMs: 0,
    wallMs: 0,
    by: { role: "engine" },
    event: { type: "FromTheFuture" },
  });
  await db
    .update(drills)
    .set({ position: position + 1 })
    .where(eq(drills.id, broken.drillId));

  const { drillId, controller } = await planTestDrill(db);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 60 });
  startInstance();
  await until(async () => (await deliveries(drillId)).length >= 2, "the sound drill went on");
});

test("a stop for a real incident that no controller answers ends the drill by itself, without any browser", async () => {
  startInstance();
  const { drillId, controller } = await planTestDrill(db, { setup: { unansweredStopEndsMs: 400 } });
  const observer = await joinAs(db, drillId, { role: "observer" });
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  await expect(
    asks(db, drillId, observer, { type: "EndDrill", how: "real-incident", reason: "" }),
  ).rejects.toMatchObject({ code: "role-not-allowed" });
  await asks(db, drillId, observer, { type: "StopExercise", real: true, reason: "Fire" });
  const phase = async () =>
    (await db.select({ phase: drills.phase }).from(drills).where(eq(drills.id, drillId)))[0]?.phase;
  expect(await phase()).toBe("running");
  await until(async () => (await phase()) === "ended", "the drill ended by itself");
  const last = (await readStream(db, drillId, 0)).at(-1);
  expect(last).toMatchObject({ by: { role: "engine" }, event: { type: "DrillEnded", how: "real-incident" } });
}, 20_000);
