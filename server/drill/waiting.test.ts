import { randomUUID } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openDatabase } from "@/server/db/client";
import { drillEvents } from "@/server/db/schema/drills";
import { openTestDatabase } from "@/server/db/test-database";
import { lockStreams, readStream } from "./event-store";
import { inRoom } from "./room";
import { asks, joinAs, planTestDrill, RESPONDER } from "./testing";

const { db, applicationUrl } = await openTestDatabase();
/** A second instance of the server: its own pool, and with it its own rooms. */
const elsewhere = openDatabase(applicationUrl, { connectionsMax: 5 });

const says = (text: string) => ({ type: "SendRadio", text }) as const;

/** Keeps the drill busy until the end of `meanwhile`, so that everything asked in it has to wait. */
async function whileBusy<T>(drillId: string, meanwhile: () => T): Promise<T> {
  return inRoom(db, drillId, () => Promise.resolve({ value: meanwhile() })).then(({ value }) => value);
}

async function running() {
  const { drillId, controller } = await planTestDrill(db);
  const rita = await joinAs(db, drillId, RESPONDER);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  return { drillId, controller, rita };
}

async function radioOf(drillId: string): Promise<string[]> {
  const events = await readStream(db, drillId, 0);
  expect(events.map(({ position }) => position)).toEqual(events.map((_, i) => i + 1));
  return events.flatMap(({ event }) => (event.type === "RadioSent" ? [event.text] : []));
}

test("commands that wait for a busy drill share one transaction, in the order they came", async () => {
  const { drillId, rita } = await running();
  const texts = Array.from({ length: 20 }, (_, i) => `message ${i}`);
  await Promise.all(await whileBusy(drillId, () => texts.map((text) => asks(db, drillId, rita, says(text)))));

  expect(await radioOf(drillId)).toEqual(texts);
  const transactions = await db.execute(
    sql`select distinct xmin::text from drill_events
        where drill_id = ${drillId} and event ->> 'type' = 'RadioSent'`,
  );
  expect(transactions).toHaveLength(1);
});

test("more commands than one transaction takes are all carried out, in the order they came", async () => {
  const { drillId, rita } = await running();
  const texts = Array.from({ length: 150 }, (_, i) => `message ${i}`);
  await Promise.all(await whileBusy(drillId, () => texts.map((text) => asks(db, drillId, rita, says(text)))));
  expect(await radioOf(drillId)).toEqual(texts);
});

test("a refused command and one sent twice cost the others that wait nothing", async () => {
  const { drillId, controller, rita } = await running();
  const twice = randomUUID();
  const outcomes = await Promise.allSettled(
    await whileBusy(drillId, () => [
      asks(db, drillId, rita, says("first")),
      asks(db, drillId, controller, { type: "StartDrill", rate: 1 }),
      asks(db, drillId, rita, says("second"), twice),
      asks(db, drillId, rita, says("second"), twice),
      asks(db, drillId, controller, says("somebody else's"), twice),
      asks(db, drillId, rita, says("third")),
    ]),
  );
  expect(outcomes.map((one) => (one.status === "rejected" ? one.reason.code : "done"))).toEqual([
    "done",
    "drill-already-started",
    "done",
    "done",
    "request-not-understood",
    "done",
  ]);
  expect(await radioOf(drillId)).toEqual(["first", "second", "third"]);
});

test("a command that the database cannot store fails alone", async () => {
  const { drillId, rita } = await running();
  const outcomes = await Promise.allSettled(
    await whileBusy(drillId, () => [
      asks(db, drillId, rita, says("before")),
      // PostgreSQL stores no zero character; the API lets none in, so only a fault could bring it here.
      asks(db, drillId, rita, says("zero \u0000 character")),
      asks(db, drillId, rita, says("after")),
    ]),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await radioOf(drillId)).toEqual(["before", "after"]);
});

test("drills that are changed at the same time share transactions, and a fault in one costs the others nothing", async () => {
  const drills = await Promise.all(Array.from({ length: 10 }, running));
  const ids = drills.map(({ drillId }) => drillId);
  await Promise.all(drills.map(({ drillId, rita }) => asks(db, drillId, rita, says("together"))));
  const transactions = await db.execute(
    sql`select distinct xmin::text from drill_events
        where ${inArray(drillEvents.drillId, ids)} and event ->> 'type' = 'RadioSent'`,
  );
  expect(transactions.length).toBeLessThanOrEqual(3);

  const outcomes = await Promise.allSettled(
    drills.map(({ drillId, rita }, i) =>
      asks(db, drillId, rita, says(i === 7 ? "zero \u0000 character" : "once more")),
    ),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(
    ids.map((_, i) => (i === 7 ? "rejected" : "fulfilled")),
  );
  for (const [i, id] of ids.entries()) {
    expect(await radioOf(id)).toEqual(i === 7 ? ["together"] : ["together", "once more"]);
  }
});

test("two instances that change the same drills at the same time lose nothing and double nothing", async () => {
  const drills = await Promise.all(Array.from({ length: 8 }, running));
  const texts = Array.from({ length: 10 }, (_, i) => `message ${i}`);
  await Promise.all(
    texts.flatMap((text, i) =>
      (i % 2 ? drills : [...drills].reverse()).map(({ drillId, rita }) =>
        asks(i % 2 ? db : elsewhere, drillId, rita, says(text)),
      ),
    ),
  );
  for (const { drillId } of drills) expect((await radioOf(drillId)).sort()).toEqual(texts);
});

/** Keeps a drill's stream locked until the function it returns is called. */
async function lockedElsewhere(drillId: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    elsewhere
      .transaction(async (tx) => {
        await lockStreams(tx, [drillId]);
        await new Promise<void>((letGo) => resolve(letGo));
      })
      .catch(reject);
  });
}

async function waitingForLocks(): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return row?.n ?? 0;
}

test("a drill that somebody else keeps locked does not hold up the others", async () => {
  const [held, free] = [await running(), await running()];
  const letGo = await lockedElsewhere(held.drillId);
  const waits = asks(db, held.drillId, held.rita, says("later"));
  await expect.poll(waitingForLocks).toBe(1);
  await asks(db, free.drillId, free.rita, says("now"));
  expect(await radioOf(free.drillId)).toEqual(["now"]);
  expect(await radioOf(held.drillId)).toEqual([]);
  letGo();
  await waits;
  expect(await radioOf(held.drillId)).toEqual(["later"]);
});

test("a drill that stays locked fails alone, and those that shared its transaction go on", async () => {
  const hasty = openDatabase(applicationUrl, { connectionsMax: 5, lockTimeoutMs: 200 });
  const drills = await Promise.all(Array.from({ length: 3 }, running));
  const [held] = drills;
  if (!held) throw new Error("There are three.");
  const letGo = await lockedElsewhere(held.drillId);
  const outcomes = await Promise.allSettled(
    drills.map(({ drillId, rita }) => asks(hasty, drillId, rita, says("now"))),
  );
  letGo();
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  await asks(hasty, held.drillId, held.rita, says("again"));
  expect(await radioOf(held.drillId)).toEqual(["again"]);
});
