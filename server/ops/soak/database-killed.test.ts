import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { openClient } from "@/server/db/client";
import { openHouse, readLedger, report } from "./house";
import { runningScene } from "./scene";
import { sized } from "./testing";
import { writerWith } from "./writer";

const house = await openHouse({ takenAway: true });
afterAll(() => house.close());

const WRITERS = 32;
const ROUNDS = sized({ whole: 20, short: 8 });
/** Commands that are answered before anything is killed, and between backends and the database. */
const BETWEEN = sized({ whole: 500, short: 200 });

test("writers on one drill lose nothing while backends are killed, then the database itself, and go on by themselves", async () => {
  const { drillId, control } = await runningScene(house.db);
  const instance = await house.startInstance();
  const writer = writerWith(control);
  const commandIds: string[] = [];
  let lastAnsweredMs = 0;
  let longestGapMs = 0;
  let askedAgain = 0;
  let isOver = false;
  const writing = Array.from({ length: WRITERS }, async () => {
    while (!isOver) {
      const commandId = randomUUID();
      const command = { type: "TakeNote", lane: 1, text: commandId, observedAtMs: null } as const;
      if ((await writer.carryOut(() => instance.origin, drillId, commandId, command)) > 1) askedAgain += 1;
      commandIds.push(commandId);
      const nowMs = performance.now();
      if (lastAnsweredMs > 0) longestGapMs = Math.max(longestGapMs, nowMs - lastAnsweredMs);
      lastAnsweredMs = nowMs;
    }
  });
  const answered = async (more: number) => {
    const wanted = commandIds.length + more;
    while (commandIds.length < wanted) await sleep(10);
  };

  await answered(BETWEEN);
  const administrator = openClient(house.database.administratorUrlOf("sandtable"), {
    connectionsMax: 1,
    applicationName: "administrator",
  });
  let killed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const rows = await administrator`
      select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sandtable'`;
    killed += rows.length;
    await answered(50);
  }
  await administrator.end();
  await answered(BETWEEN);
  const backendsGapMs = longestGapMs;

  longestGapMs = 0;
  const postmaster = house.database.pid();
  process.kill(postmaster, "SIGKILL");
  await answered(2 * BETWEEN);
  isOver = true;
  await Promise.all(writing);
  writer.close();

  const ledger = await readLedger(house.database.ownerUrl, drillId);
  const { missing, doubled } = await ledger.check(commandIds);
  report("backends killed, then the database", {
    acknowledged: commandIds.length,
    "asked again": askedAgain,
    "backends killed": killed,
    missing,
    doubled,
    gaps: ledger.gaps,
    "longest silence ms": `${Math.round(backendsGapMs)} for backends, ${Math.round(longestGapMs)} for the database`,
  });
  expect(house.database.pid()).not.toBe(postmaster);
  expect(instance.isAlive()).toBe(true);
  expect(killed).toBeGreaterThan(ROUNDS);
  expect(Math.max(backendsGapMs, longestGapMs)).toBeLessThan(10_000);
  expect({ missing, doubled, gaps: ledger.gaps }).toEqual({ missing: 0, doubled: 0, gaps: 0 });
  expect(await ledger.of("NoteTaken")).toBe(commandIds.length);
}, 120_000);
