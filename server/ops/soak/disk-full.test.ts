import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { openHouse, readLedger, report, type House } from "./house";
import { runningScene } from "./scene";
import { sentenceOf, writerWith } from "./writer";

const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-disk-"));
const isMounted =
  spawnSync("mount", ["-t", "tmpfs", "-o", "size=256m,mode=0755", "tmpfs", folder]).status === 0;
if (!isMounted) console.log("Skipped: a small disk of one's own can be mounted by root only.");
let house: House | null = null;
afterAll(async () => {
  await house?.close().catch(() => undefined);
  if (isMounted) spawnSync("umount", ["-l", folder]);
  rmSync(folder, { recursive: true, force: true });
});

const WRITERS = 8;

test.skipIf(!isMounted)(
  "a full disk is said in a sentence, nothing is acknowledged that is not kept, and with room again it goes on by itself",
  async () => {
    house = await openHouse({ folder: path.join(folder, "data"), takenAway: true });
    const { drillId, control } = await runningScene(house.db);
    const instance = await house.startInstance();
    const writer = writerWith(control);
    const acknowledged: string[] = [];
    const sentences = new Map<string, number>();
    let isOver = false;
    let isFull = false;
    let whileFull = 0;
    const writing = Array.from({ length: WRITERS }, async () => {
      while (!isOver) {
        const commandId = randomUUID();
        // Long ones fill the rest of the disk soon.
        const text = randomUUID().repeat(50);
        const command = { type: "TakeNote", lane: 1, text, observedAtMs: null } as const;
        const answer = await writer.ask(instance.origin, drillId, commandId, command);
        if (answer?.status === 200) {
          acknowledged.push(commandId);
          if (isFull) whileFull += 1;
        } else {
          const sentence = (sentenceOf(answer) ?? "(no answer)").replace(/[0-9a-f-]{36}/, "…");
          sentences.set(sentence, (sentences.get(sentence) ?? 0) + 1);
          expect(answer?.status ?? 503, sentence).toBe(503);
          await sleep(20);
        }
      }
    });
    const refusals = () => [...sentences.values()].reduce((sum, n) => sum + n, 0);
    const until = async (condition: () => boolean, what: string, ms: number) => {
      const untilMs = performance.now() + ms;
      while (!condition()) {
        if (performance.now() > untilMs) throw new Error(`It never came about that ${what}.`);
        await sleep(20);
      }
    };

    await until(() => acknowledged.length > 200, "commands were carried out", 20_000);
    const ballast = path.join(folder, "ballast");
    const { bavail, bsize } = statfsSync(folder);
    const leftMb = 4;
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftMb * 1e6)));
    await until(() => refusals() > 50, "the disk was full", 60_000);
    isFull = true;
    // For long enough that the database gives up more than once.
    const refused = refusals();
    await until(() => refusals() > refused + 200, "many more were refused", 60_000);
    expect(instance.isAlive()).toBe(true);
    const ready = (await fetch(`${instance.origin}/ready`)).status;
    isFull = false;

    rmSync(ballast);
    const freedMs = performance.now();
    const before = acknowledged.length;
    await until(() => acknowledged.length > before + 100, "it went on", 30_000);
    const backMs = performance.now() - freedMs;
    isOver = true;
    await Promise.all(writing);
    writer.close();

    const ledger = await readLedger(house.database.ownerUrl, drillId);
    const { missing, doubled } = await ledger.check(acknowledged);
    report("disk full", {
      acknowledged: acknowledged.length,
      "acknowledged while full": whileFull,
      refused: refusals(),
      sentences: [...sentences].map(([sentence, n]) => `${n} x "${sentence}"`).join(" and "),
      "ready while full": ready,
      missing,
      doubled,
      gaps: ledger.gaps,
      "on again after ms": Math.round(backMs),
    });
    expect(instance.isAlive()).toBe(true);
    expect({ missing, doubled, gaps: ledger.gaps }).toEqual({ missing: 0, doubled: 0, gaps: 0 });
    expect([...sentences.keys()].join()).not.toMatch(/ENOSPC|No space|PANIC|ECONN|postgres|\bat \//);
    expect(backMs).toBeLessThan(20_000);
  },
  180_000,
);
