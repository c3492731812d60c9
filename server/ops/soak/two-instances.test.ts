import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { usageOf } from "@/server/ops/bench/drill-under-load";
import { openClient } from "@/server/db/client";
import { openHouse, readLedger, report, type Instance } from "./house";
import { openReader } from "./reader";
import { runningScene } from "./scene";
import { sized } from "./testing";
import { inParallel, writerWith } from "./writer";

const house = await openHouse();
afterAll(() => house.close());

let instances: Instance[] = [];
beforeAll(async () => {
  instances = await Promise.all([house.startInstance(), house.startInstance()]);
}, 60_000);
const originOf = (i: number): string => instances[i % 2]?.origin ?? "";

const WRITERS = 32;

test("thirty-two writers on one drill through two instances leave one log without a gap, and what falls due does so once", async () => {
  const { drillId, control } = await runningScene(house.db, { rate: 60 });
  const writer = writerWith(control);
  const commandIds = Array.from({ length: sized({ whole: 6_400, short: 1_280 }) }, () => randomUUID());
  const beganMs = performance.now();
  await inParallel(WRITERS, commandIds, async (commandId, i) => {
    const command = { type: "TakeNote", lane: 1, text: commandId, observedAtMs: null } as const;
    await writer.carryOut(() => originOf(i), drillId, commandId, command);
  });
  const seconds = (performance.now() - beganMs) / 1_000;
  writer.close();

  const ledger = await readLedger(house.database.ownerUrl, drillId);
  const { missing, doubled } = await ledger.check(commandIds);
  const sql = openClient(house.database.ownerUrl, { connectionsMax: 1 });
  const [due] = await sql<{ delivered: number; different: number }[]>`
    select count(*)::int as delivered, count(distinct event ->> 'injectId')::int as different
      from drill_events where drill_id = ${drillId} and event ->> 'type' = 'InjectDelivered'`;
  await sql.end();
  report("two instances, one drill", {
    writers: WRITERS,
    acknowledged: commandIds.length,
    missing,
    doubled,
    gaps: ledger.gaps,
    "per second": Math.round(commandIds.length / seconds),
    "fell due": due?.delivered ?? 0,
  });
  expect({ missing, doubled, gaps: ledger.gaps }).toEqual({ missing: 0, doubled: 0, gaps: 0 });
  expect(await ledger.of("NoteTaken")).toBe(commandIds.length);
  expect(due?.delivered).toBeGreaterThan(0);
  expect(due?.different).toBe(due?.delivered);
}, 120_000);

const READERS = 50;
const DROPS = sized({ whole: 20, short: 5 });

test(`${READERS * DROPS} drops of streams that come back to the other instance miss nothing and see all in order`, async () => {
  const { drillId, control, player } = await runningScene(house.db);
  const readers = Array.from({ length: READERS }, (_, i) => {
    let connections = i;
    return openReader({
      where: () => originOf(connections++),
      cookie: player,
      drillId,
      comeBackMs: () => 10 + Math.random() * 40,
    });
  });
  const writer = writerWith(control);
  const said: string[] = [];
  let isOver = false;
  const talking = (async () => {
    for (let i = 0; !isOver; i++) {
      const text = `message ${i}`;
      await writer.carryOut(() => originOf(i), drillId, randomUUID(), {
        type: "SendRadio",
        lane: 1,
        side: "responder",
        text,
        as: "HQ",
      });
      said.push(text);
      await sleep(10);
    }
  })();

  const allOpen = async () => {
    const untilMs = performance.now() + 30_000;
    while (!readers.every((reader) => reader.isOpen()) && performance.now() < untilMs) await sleep(5);
    expect(readers.filter((reader) => !reader.isOpen())).toEqual([]);
  };
  const beganMs = performance.now();
  for (let round = 0; round < DROPS; round++) {
    await allOpen();
    for (const reader of readers) {
      reader.drop();
      await sleep(Math.random() * 4);
    }
  }
  await allOpen();
  const seconds = (performance.now() - beganMs) / 1_000;
  isOver = true;
  await talking;
  writer.close();
  await expect
    .poll(() => readers.filter((reader) => reader.radio().length < said.length).length, { timeout: 10_000 })
    .toBe(0);
  const begun = readers.reduce((sum, reader) => sum + reader.begun(), 0);
  const faults = readers.flatMap((reader) => reader.faults());
  report("streams dropped", {
    drops: READERS * DROPS,
    connections: begun,
    messages: said.length,
    faults: faults.length,
    seconds: seconds.toFixed(1),
    "MB read": (readers.reduce((sum, reader) => sum + reader.bytes(), 0) / 1e6).toFixed(1),
  });
  expect(begun).toBeGreaterThanOrEqual(READERS * (DROPS + 1));
  expect(faults).toEqual([]);
  for (const reader of readers) {
    expect(reader.radio()).toEqual(said);
    reader.close();
  }
}, 120_000);

test("with the LISTEN connections killed again and again during traffic, readers at the other instance still see everything, soon and in order", async () => {
  const { drillId, control, player } = await runningScene(house.db);
  const MESSAGES = sized({ whole: 200, short: 60 });
  const sentMs: number[] = [];
  const lagMs: number[] = [];
  const reader = openReader({
    where: () => originOf(1),
    cookie: player,
    drillId,
    comeBackMs: () => 100,
    changed(radio) {
      for (let i = lagMs.length; i < radio.length; i++)
        lagMs.push(performance.now() - (sentMs[i] ?? performance.now()));
    },
  });
  await expect.poll(() => reader.isOpen()).toBe(true);
  const administrator = openClient(house.database.administratorUrlOf("sandtable"), { connectionsMax: 1 });
  const writer = writerWith(control);
  let killed = 0;
  const killListeners = async () => {
    const rows = await administrator`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query ilike 'listen %'`;
    killed += rows.length;
  };
  for (let i = 0; i < MESSAGES; i++) {
    sentMs.push(performance.now());
    const command = {
      type: "SendRadio",
      lane: 1,
      side: "responder",
      text: `message ${i}`,
      as: "HQ",
    } as const;
    await writer.carryOut(() => originOf(0), drillId, randomUUID(), command);
    await sleep(20);
    if (i % 10 < 9) continue;
    // While nobody listens the ring of this one is lost, and no other follows it.
    for (let times = 0; times < 8; times++) {
      await killListeners();
      await sleep(15);
    }
    await expect.poll(() => reader.radio().length, { timeout: 10_000 }).toBe(i + 1);
  }
  await administrator.end();
  writer.close();
  expect(reader.radio()).toHaveLength(MESSAGES);
  reader.close();
  const sorted = [...lagMs].sort((a, b) => a - b);
  report("LISTEN connections killed", {
    killed,
    messages: reader.radio().length,
    faults: reader.faults().length,
    "lag p50 ms": Math.round(sorted[MESSAGES / 2] ?? 0),
    "lag most ms": Math.round(sorted.at(-1) ?? 0),
  });
  expect(killed).toBeGreaterThan(10);
  expect(reader.faults()).toEqual([]);
  // The poll looks every second and a half; the rest is for a slow machine.
  expect(sorted.at(-1)).toBeLessThan(5_000);
}, 60_000);

test("twenty readers who stop reading are cut off, and cost the others nothing they should have seen", async () => {
  const STALLED = 20;
  const { drillId, control, player } = await runningScene(house.db);
  const instance = instances[0];
  if (!instance) throw new Error("There is no instance.");
  const stalled = Array.from({ length: STALLED }, () => stalledReader(instance.origin, player, drillId));
  const readers = Array.from({ length: 20 }, () =>
    openReader({ where: () => instance.origin, cookie: player, drillId, comeBackMs: () => 100 }),
  );
  const watching = () => viewersAt(instance.origin);
  await expect.poll(watching, { timeout: 10_000 }).toBe(STALLED + readers.length);
  const beforeMb = residentMb(instance.pid);
  let mostMb = beforeMb;
  const writer = writerWith(control);
  // Long ones: the system's own buffers take some megabytes before the server's have anything to keep.
  const text = "长".repeat(1_900);
  let sent = 0;
  let slowestMs = 0;
  while (sent < 4_000 && (await watching()) > readers.length) {
    const startMs = performance.now();
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        writer.carryOut(() => instance.origin, drillId, randomUUID(), {
          type: "SendRadio",
          lane: 1,
          side: "responder",
          text: `${sent + i} ${text}`,
          as: "HQ",
        }),
      ),
    );
    sent += 10;
    slowestMs = Math.max(slowestMs, performance.now() - startMs);
    mostMb = Math.max(mostMb, residentMb(instance.pid));
  }
  const left = await watching();
  await expect.poll(() => readers.filter((one) => one.heard() < sent).length, { timeout: 20_000 }).toBe(0);
  report("readers who stop reading", {
    stalled: STALLED,
    cut: STALLED + readers.length - left,
    messages: sent,
    "MB for each": ((sent * Buffer.byteLength(text)) / 1e6).toFixed(1),
    "slowest ten commands ms": Math.round(slowestMs),
    "server MB": `${Math.round(beforeMb)} before, ${Math.round(mostMb)} at most`,
  });
  expect(left).toBe(readers.length);
  expect(readers.flatMap((reader) => reader.faults())).toEqual([]);
  for (const reader of readers) expect(reader.begun()).toBe(1);
  for (const reader of readers) reader.close();
  for (const socket of stalled) socket.destroy();
  writer.close();
}, 120_000);

/** Somebody who opens a stream and never reads from it. */
function stalledReader(origin: string, cookie: string, drillId: string): Socket {
  const input = encodeURIComponent(JSON.stringify({ drillId }));
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.pause();
  socket.write(
    `GET /api/trpc-live/drill.live?input=${input} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n\r\n`,
  );
  return socket;
}

/** How many streams of sides an instance counts. */
async function viewersAt(origin: string): Promise<number> {
  const page = await (await fetch(`${origin}/metrics`)).text();
  return Number(/^sandtable_viewers\{audience="side"\} (\d+)$/m.exec(page)?.[1] ?? 0);
}

function residentMb(pid: number): number {
  return usageOf(pid).residentBytes / 1e6;
}
