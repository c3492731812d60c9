import "server-only";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { recordAudit } from "@/server/audit/mutations";
import { backUp, restore } from "@/server/ops/backup/backup";
import { readRows, readTables } from "@/server/ops/backup/queries";
import { openClient } from "@/server/db/client";
import { seedDemo, seedStarterContent } from "@/server/starter/seed";
import { asks, planTestDrill } from "@/server/drill/testing";
import { processesNaming } from "@/server/ops/launch/processes.mjs";
import { openHouse, type House } from "./house";

/** `demo`: whether the demo with its played drills is there too, which takes a while to store. */
export type BackupSoakSizes = { reads: number; backups: number; interruptions: number; demo?: boolean };

export type BackupSoakResult = {
  reads: number;
  readsThatNeverEnded: number;
  slowestReadMs: number;
  backups: number;
  restored: number;
  writes: number;
  /** Writes that waited too long for one another, on a machine that is too busy, and were asked for again. */
  writesAskedAgain: number;
  interruptions: number;
  filesUnderFinalName: number;
  processesLeft: number;
  misses: string[];
};

/** No table of this database takes a tenth of it; a read that takes longer never ends. */
const READ_MS_MAX = 30_000;
/** The embedded database gets twenty seconds to stop by itself, and whoever stops it looks once more. */
const GONE_MS_MAX = 40_000;
const WRITERS = 4;

/** A short round has the one that nobody can catch too. */
const SIGNALS = ["SIGKILL", "SIGHUP", "SIGINT", "SIGTERM"] as const;

/**
 * Tables are read by COPY while others write; whole backups are made meanwhile, and each is restored into an empty
 * database, which verifies it; and the command is interrupted while it does the same with a stopped database.
 *
 * @param say Is told of each part as it ends.
 */
export async function soakBackups(
  sizes: BackupSoakSizes,
  say: (line: string) => void = () => {},
): Promise<BackupSoakResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-soak-backup-"));
  const house = await openHouse({ folder });
  const result: BackupSoakResult = {
    reads: 0,
    readsThatNeverEnded: 0,
    slowestReadMs: 0,
    backups: 0,
    restored: 0,
    writes: 0,
    writesAskedAgain: 0,
    interruptions: 0,
    filesUnderFinalName: 0,
    processesLeft: 0,
    misses: [],
  };
  try {
    const content = await seedStarterContent(house.db);
    if (sizes.demo === true) await seedDemo(house.db, content);
    const writing = await writersOn(house, result);
    await readTablesOften(house, sizes.reads, result);
    say(
      `${result.reads} tables read, ${result.readsThatNeverEnded} never ended, slowest ${result.slowestReadMs} ms`,
    );
    await backUpOften(house, path.join(folder, "whole"), sizes.backups, { result, say });
    await writing.stop();
    say(`${result.writes} writes meanwhile`);
    await house.db.$client.end({ timeout: 1 });
    await house.database.stop();
    await interruptOften(folder, sizes.interruptions, { result, say });
  } finally {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return result;
}

/** People who never rest: a drill's log and the audit trail grow until they are told to stop. */
async function writersOn({ db }: House, result: BackupSoakResult) {
  const { drillId, controller } = await planTestDrill(db);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  const actor = { id: controller.participantId, name: controller.name };
  const entry = { actor, address: null, requestId: null, object: null, result: "done" } as const;
  const write = async (writer: number) => {
    if (writer % 2 === 0) {
      const text = `${writer} ${"x".repeat(result.writes % 400)}`;
      await asks(db, drillId, controller, { type: "TakeNote", lane: 1, text, observedAtMs: null });
    } else {
      await recordAudit(db, { ...entry, action: "sign-in" });
    }
  };
  let isOver = false;
  const working = Array.from({ length: WRITERS }, async (_, writer) => {
    while (!isOver) {
      try {
        await write(writer);
        result.writes += 1;
      } catch (error) {
        if (waitedTooLong(error)) result.writesAskedAgain += 1;
        else {
          result.misses.push(`a write failed: ${String(error)}`);
          return;
        }
      }
      // Room for those who read.
      await sleep(10);
    }
  });
  return {
    async stop() {
      isOver = true;
      await Promise.all(working);
    },
  };
}

/** The writers share their process with a backup, which now and then leaves them no time to let go of a lock. */
function waitedTooLong(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && "code" in cause && cause.code === LOCK_NOT_AVAILABLE;
}

const LOCK_NOT_AVAILABLE = "55P03";

async function readTablesOften({ database }: House, reads: number, result: BackupSoakResult): Promise<void> {
  let client = openClient(database.ownerUrl, { connectionsMax: 1 });
  const tables = await readTables(client);
  for (let read = 0; read < reads; read += 1) {
    const table = tables[read % tables.length];
    if (!table) throw new Error("There are no tables.");
    const startedMs = performance.now();
    const whole = (async () => {
      let bytes = 0;
      if (read % 4 === 0) for await (const rows of readRows(client, table)) bytes += rows.bytes.length;
      else bytes = await readPadded(client, read);
      return bytes;
    })();
    result.reads += 1;
    if ((await within(READ_MS_MAX, whole)) === null) {
      result.readsThatNeverEnded += 1;
      result.misses.push(`read ${read} never ended`);
      whole.catch(() => {});
      await client.end({ timeout: 0 });
      client = openClient(database.ownerUrl, { connectionsMax: 1 });
      // Each costs its patience; three tell as much as thirty.
      if (result.readsThatNeverEnded === 3) break;
    }
    result.slowestReadMs = Math.max(result.slowestReadMs, Math.round(performance.now() - startedMs));
  }
  await client.end({ timeout: 1 });
}

/**
 * Where the end of a table falls in the pieces of the socket is a matter of its size, and decides whether it is noticed:
 * so tables of every size are read, the same rows as often as that takes.
 */
async function readPadded(client: ReturnType<typeof openClient>, read: number): Promise<number> {
  const [rows, width] = [20 + ((read * 37) % 400), 50 + ((read * 101) % 900)];
  const copy: Readable = await client
    .unsafe(`copy (select repeat('x', ${width}) from generate_series(1, ${rows})) to stdout`)
    .readable();
  let bytes = 0;
  copy.on("data", (chunk: Buffer) => (bytes += chunk.length));
  await once(copy, "end");
  // The connection is of use only once the database has said that it is ready again.
  await client.unsafe("select 1");
  return bytes;
}

type Told = { result: BackupSoakResult; say: (line: string) => void };

async function backUpOften({ database }: House, name: string, backups: number, told: Told): Promise<void> {
  const { result, say } = told;
  const owner = openClient(database.ownerUrl, { connectionsMax: 1 });
  let eventsBefore = 0;
  for (let n = 1; n <= backups; n += 1) {
    const file = `${name}-${n}.backup`;
    const target = new URL(database.ownerUrl);
    target.pathname = `/restored_${n}`;
    try {
      const made = await backUp(database.ownerUrl, file);
      result.backups += 1;
      const events = made.tables["drill_events"]?.rows ?? 0;
      if (events <= eventsBefore) result.misses.push(`backup ${n}: nobody has written since the last one`);
      eventsBefore = events;
      await owner.unsafe(`create database restored_${n}`);
      await restore(target.href, file, { login: "sandtable_app" });
      if ((await eventsIn(target.href)) === events) result.restored += 1;
      else result.misses.push(`backup ${n}: the restored database has other events`);
      say(`backup ${n}: ${events} events, restored and verified`);
    } catch (error) {
      result.misses.push(`backup ${n}: ${String(error)}`);
    }
    await owner.unsafe(`drop database if exists restored_${n} with (force)`);
    rmSync(file, { force: true });
  }
  await owner.end();
}

async function eventsIn(url: string): Promise<number> {
  const client = openClient(url, { connectionsMax: 1 });
  const [row] = await client<{ n: number }[]>`select count(*)::int as n from drill_events`;
  await client.end();
  return row?.n ?? 0;
}

/** In turn: while the database is on its way up, when the work begins, and with half of the file written. */
const MOMENTS = [
  [
    "as the database starts",
    (at: Place) => at.running().some(({ command }) => command.includes("bin/postgres")),
  ],
  ["as the work begins", (at: Place) => at.running().some(({ command }) => command.includes("command.ts"))],
  ["with half a file", (at: Place) => readdirSync(at.folder).some((name) => name.endsWith(".part"))],
] as const;

type Place = { folder: string; running: () => { pid: number; command: string }[] };

async function interruptOften(dataDir: string, interruptions: number, told: Told): Promise<void> {
  const { result, say } = told;
  const folder = mkdtempSync(path.join(dataDir, "interrupted-"));
  const place: Place = {
    folder,
    // The database is named by its folder, the command by that of its file.
    running: () => processesNaming(dataDir).filter(({ pid }) => pid !== process.pid),
  };
  for (let n = 0; n < interruptions; n += 1) {
    const signal = SIGNALS[n % SIGNALS.length] ?? "SIGTERM";
    const [moment, isReached] = MOMENTS[(n + 2) % MOMENTS.length] ?? MOMENTS[0];
    const file = path.join(folder, `${n}.backup`);
    const child = spawn(process.execPath, ["server/ops/launch/backup.mjs", "backup", file], {
      env: {
        PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        NODE_ENV: "production",
        DATA_DIR: dataDir,
      },
      stdio: "ignore",
    });
    const ended = once(child, "exit");
    await until(GONE_MS_MAX, () => child.exitCode !== null || isReached(place));
    if (child.exitCode !== null) {
      result.misses.push(`interruption ${n}: it ended with ${child.exitCode} before ${signal}`);
      rmSync(file, { force: true });
      continue;
    }
    child.kill(signal);
    result.interruptions += 1;
    const isGone = await until(GONE_MS_MAX, () => place.running().length === 0);
    if (!isGone) {
      result.processesLeft += 1;
      result.misses.push(`interruption ${n}: after ${signal} ${moment} a process is left`);
      for (const { pid } of place.running()) process.kill(pid, "SIGKILL");
    }
    await ended;
    if (existsSync(file)) {
      result.filesUnderFinalName += 1;
      result.misses.push(`interruption ${n}: after ${signal} ${moment} there is a file under the final name`);
    }
    for (const left of readdirSync(folder)) {
      result.misses.push(`interruption ${n}: after ${signal} ${moment} ${left} is left`);
      rmSync(path.join(folder, left), { force: true });
    }
    say(`interrupted by ${signal} ${moment}: ${isGone ? "nothing is left" : "A PROCESS IS LEFT"}`);
  }
}

/** Null when it takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  const over = new AbortController();
  const late = sleep(ms, null, { signal: over.signal }).catch(() => null);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

/** Looks again and again. False when it does not come to be. */
async function until(ms: number, isSo: () => boolean): Promise<boolean> {
  const untilMs = performance.now() + ms;
  while (!isSo()) {
    if (performance.now() > untilMs) return false;
    await sleep(10);
  }
  return true;
}
