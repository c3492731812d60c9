import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { openHouse, readLedger, report } from "./house";
import { runningScene } from "./scene";
import { sized } from "./testing";
import { inParallel, writerWith } from "./writer";

const house = await openHouse();
afterAll(() => house.close());

const COMMANDS = sized({ whole: 10_000, short: 1_600 });
const WRITERS = 32;

test(`kill -9 of the server thrice within ${COMMANDS} commands loses none it acknowledged and doubles none`, async () => {
  const { drillId, control } = await runningScene(house.db);
  let instance = await house.startInstance();
  const port = Number(new URL(instance.origin).port);
  const writer = writerWith(control);
  const commandIds = Array.from({ length: COMMANDS }, () => randomUUID());
  let acknowledged = 0;
  let askedAgain = 0;
  let back: Promise<void> = Promise.resolve();
  const awayMs: number[] = [];
  /** Stored, and the answer never given. */
  let unheard = 0;
  const kill = async () => {
    // At any moment between a command's coming in and its answer.
    // eslint-disable-next-line habits/sleeps
    await sleep(Math.random() * 20);
    const killedMs = performance.now();
    await instance.kill();
    const stored = await (await readLedger(house.database.ownerUrl, drillId)).of("NoteTaken");
    unheard += stored - acknowledged;
    instance = await house.startInstance({ port });
    awayMs.push(Math.round(performance.now() - killedMs));
  };

  const beganMs = performance.now();
  await inParallel(WRITERS, commandIds, async (commandId) => {
    const command = { type: "TakeNote", lane: 1, text: commandId, observedAtMs: null } as const;
    const tries = await writer.carryOut(() => instance.origin, drillId, commandId, command);
    if (tries > 1) askedAgain += 1;
    acknowledged += 1;
    if ([1, 2, 3].some((quarter) => acknowledged === (COMMANDS / 4) * quarter)) back = kill();
  });
  const seconds = (performance.now() - beganMs) / 1_000;
  await back;
  writer.close();

  const ledger = await readLedger(house.database.ownerUrl, drillId);
  const { missing, doubled } = await ledger.check(commandIds);
  report("server killed three times", {
    acknowledged,
    "asked again": askedAgain,
    "of these stored already": unheard,
    missing,
    doubled,
    events: ledger.events,
    gaps: ledger.gaps,
    seconds: seconds.toFixed(1),
    "back after ms": awayMs.join("/"),
  });
  expect(awayMs).toHaveLength(3);
  expect(askedAgain).toBeGreaterThan(0);
  expect({ acknowledged, missing, doubled, gaps: ledger.gaps }).toEqual({
    acknowledged: COMMANDS,
    missing: 0,
    doubled: 0,
    gaps: 0,
  });
  expect(await ledger.of("NoteTaken")).toBe(COMMANDS);
}, 180_000);
