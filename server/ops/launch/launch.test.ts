import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openClient } from "@/server/db/client";
import { complaintsAbout, isAtLeast } from "./check-versions.mjs";
import { lockDataFolder } from "./data-lock.mjs";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { fullDisk, Refused } from "./refused.mjs";

function freshFolder(name = "x"): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `sandtable-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("the embedded database", () => {
  test("keeps what was written when it is stopped and started again, under the same passwords", async () => {
    const folder = freshFolder();
    const first = await startEmbeddedPostgres(folder);
    const writer = openClient(first.ownerUrl, { connectionsMax: 1 });
    await writer`create table kept (word text)`;
    await writer`insert into kept values ('沙盘')`;
    await writer.end();
    await first.stop();
    expect(await first.exited).toMatchObject({ code: 0 });

    const second = await startEmbeddedPostgres(folder);
    onTestFinished(() => second.stop());
    expect(second.applicationUrl).toBe(first.applicationUrl);
    const reader = openClient(second.ownerUrl, { connectionsMax: 1 });
    expect(await reader`select word from kept`).toEqual([{ word: "沙盘" }]);
    await reader.end();
  });

  test("syncs to disk, listens on no network address, and keeps its socket and passwords to itself", async () => {
    const folder = freshFolder();
    const server = await startEmbeddedPostgres(folder);
    onTestFinished(() => server.stop());
    const client = openClient(server.ownerUrl, { connectionsMax: 1 });
    const [settings] = await client`
      select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
             current_setting('listen_addresses') as addresses,
             current_setting('password_encryption') as encryption`;
    expect(settings).toEqual({ fsync: "on", commit: "on", addresses: "", encryption: "scram-sha-256" });
    await client.end();
    expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(folder, "socket")).mode & 0o777).toBe(0o700);

    const wrong = new URL(server.applicationUrl);
    wrong.password = "wrong";
    const stranger = openClient(wrong.toString(), { connectionsMax: 1 });
    await expect(stranger`select 1`).rejects.toMatchObject({ code: "28P01" });
    await stranger.end({ timeout: 1 });
  });

  test("finds words of Chinese by their trigrams", async () => {
    const server = await startEmbeddedPostgres(freshFolder());
    onTestFinished(() => server.stop());
    const client = openClient(server.ownerUrl, { connectionsMax: 1 });
    await client`create extension pg_trgm`;
    const [row] = await client<{ trigrams: string[] }[]>`select show_trgm('手机店') as trigrams`;
    expect(row?.trigrams.length).toBeGreaterThan(0);
    await client.end();
  });

  test("starts where the folder's path is too long for a socket", async () => {
    const folder = path.join(freshFolder("long"), "a".repeat(60), "b".repeat(60));
    const server = await startEmbeddedPostgres(folder);
    const client = openClient(server.applicationUrl, { connectionsMax: 1 });
    expect(await client`select 1 as one`).toEqual([{ one: 1 }]);
    await client.end();
    const socketFolder = new URL(server.applicationUrl).searchParams.get("host") ?? "";
    await server.stop();
    expect(existsSync(socketFolder)).toBe(false);
  });

  test("starts after a crash that left its server running, and after one that left only its mark", async () => {
    const folder = freshFolder();
    const orphan = await startEmbeddedPostgres(folder);
    const next = await startEmbeddedPostgres(folder);
    await orphan.exited;
    expect(next.pid).not.toBe(orphan.pid);
    process.kill(next.pid, "SIGKILL");
    await next.exited;

    // The number in the mark now belongs to somebody else, who must be left alone.
    const bystander = spawn("sleep", ["60"]);
    onTestFinished(() => void bystander.kill());
    const mark = path.join(folder, "cluster", "postmaster.pid");
    const lines = readFileSync(mark, "utf8").split("\n");
    writeFileSync(mark, [String(bystander.pid), ...lines.slice(1)].join("\n"));
    const last = await startEmbeddedPostgres(folder);
    expect(bystander.exitCode).toBeNull();
    await last.stop();
  });

  test("makes new passwords when the old ones are lost, and loses no data over it", async () => {
    const folder = freshFolder();
    await (await startEmbeddedPostgres(folder)).stop();
    rmSync(path.join(folder, "secrets.json"));
    const server = await startEmbeddedPostgres(folder);
    onTestFinished(() => server.stop());
    const client = openClient(server.applicationUrl, { connectionsMax: 1 });
    expect(await client`select 1 as one`).toEqual([{ one: 1 }]);
    await client.end();
  });

  test("refuses data of another major version with a sentence instead of touching it", async () => {
    const folder = freshFolder();
    await (await startEmbeddedPostgres(folder)).stop();
    writeFileSync(path.join(folder, "cluster", "PG_VERSION"), "17\n");
    await expect(startEmbeddedPostgres(folder)).rejects.toThrow(/PostgreSQL 17/);
  });
});

describe("a disk without room", () => {
  test.each([
    ["a file that cannot be written", { code: "ENOSPC", message: "write failed" }],
    ["a quota that is used up", { code: "EDQUOT" }],
    ["what a program says", { message: "initdb: error: could not write: No space left on device" }],
  ])("is told in a sentence of both languages: %s", (_, error) => {
    const told = fullDisk(error);
    expect(told).toBeInstanceOf(Refused);
    expect(told?.message).toContain("磁盘空间不足");
    expect(told?.message).toContain("The disk is full");
  });

  test("is not made out of anything else", () => {
    expect(fullDisk({ code: "EACCES", message: "permission denied" })).toBeNull();
  });

  const disk = mkdtempSync(path.join(os.tmpdir(), "sandtable-small-"));
  const isMounted =
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=6m,mode=0755", "tmpfs", disk]).status === 0;
  afterAll(() => {
    if (isMounted) spawnSync("umount", ["-l", disk]);
    rmSync(disk, { recursive: true, force: true });
  });
  // A small disk of one's own can be mounted by root only.
  test.runIf(isMounted)("is told as that where the database is set up, and not as a bad locale", async () => {
    await expect(startEmbeddedPostgres(path.join(disk, "postgres"))).rejects.toMatchObject({
      name: "Refused",
      message: expect.stringMatching(/磁盘空间不足[^]*The disk is full/),
    });
  });
});

describe("the lock of the data folder", () => {
  const file = (folder: string) => path.join(folder, "owner.json");

  test("is refused to a second start while the first lives, with its process number", async () => {
    const folder = freshFolder();
    const lock = await lockDataFolder(folder);
    await expect(lockDataFolder(folder)).rejects.toThrow(`PID ${process.pid}`);
    lock.release();
    (await lockDataFolder(folder)).release();
    expect(existsSync(file(folder))).toBe(false);
  });

  test("passes on from a holder that is gone, even when its number belongs to another process by now", async () => {
    const folder = freshFolder();
    const held = await lockDataFolder(folder);
    const record = JSON.parse(readFileSync(file(folder), "utf8")) as Record<string, unknown>;
    held.release();
    const gone = spawnSync("true").pid;
    for (const stale of [
      { ...record, pid: gone },
      { ...record, start: "another time" },
    ]) {
      writeFileSync(file(folder), JSON.stringify(stale));
      (await lockDataFolder(folder)).release();
    }
    writeFileSync(file(folder), "");
    (await lockDataFolder(folder)).release();
  });

  test("is waited for while its holder is leaving", async () => {
    const folder = freshFolder();
    const leaving = await lockDataFolder(folder);
    leaving.noteLeaving();
    let taken = false;
    const next = lockDataFolder(folder).then((lock) => {
      taken = true;
      return lock;
    });
    // Whoever waits looks again every tenth of a second: nothing is to be seen of it while it does.
    // eslint-disable-next-line habits/sleeps
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(taken).toBe(false);
    leaving.release();
    (await next).release();
  });

  test("is held by another machine as long as that one shows signs of life", async () => {
    const folder = freshFolder();
    writeFileSync(
      file(folder),
      JSON.stringify({ pid: 7, start: "1", machine: "elsewhere", state: "running" }),
    );
    await expect(lockDataFolder(folder)).rejects.toThrow("elsewhere");
  });

  test("goes to exactly one of several that start at once over a dead holder", async () => {
    const folder = freshFolder();
    writeFileSync(file(folder), JSON.stringify({ pid: 0, start: "", machine: "", state: "running" }));
    const code = `import { lockDataFolder } from ${JSON.stringify(path.resolve("server/ops/launch/data-lock.mjs"))};
      try { await lockDataFolder(${JSON.stringify(folder)}); console.log("taken"); setTimeout(() => process.exit(0), 3000); }
      catch { console.log("refused"); }`;
    // Silence from "elsewhere" this long counts as death.
    spawnSync("touch", ["-d", "2020-01-01", file(folder)]);
    const answers = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, ["--input-type=module", "-e", code]);
        const chunks: Buffer[] = [];
        child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
        await new Promise((resolve) => child.once("close", resolve));
        return Buffer.concat(chunks).toString().trim();
      }),
    );
    expect(answers.sort()).toEqual(["refused", "refused", "refused", "taken"]);
  });
});

describe("least versions", () => {
  test.each([
    ["1.2.3", "1.2.3", true],
    ["1.10.0", "1.9.9", true],
    ["1.2.2", "1.2.3", false],
    ["0.9.9", "1.0.0", false],
    ["2.0.0-beta.1", "2.0.0", false],
    ["2.0.1-beta.1", "2.0.0", true],
    ["2.0.0+build", "2.0.0", true],
  ])("%s against %s: %s", (version, least, good) => {
    expect(isAtLeast(version, least)).toBe(good);
  });

  test("are asked of nested copies too, and banned packages are named with the reason", () => {
    const lock = {
      packages: {
        "": {},
        "node_modules/next": { version: "16.4.5" },
        "node_modules/a/node_modules/next": { version: "16.3.0" },
        "node_modules/xlsx": { version: "0.18.5" },
      },
    };
    expect(complaintsAbout(lock, { minimum: { next: "16.4.5" }, never: { xlsx: "Abandoned." } })).toEqual([
      "node_modules/a/node_modules/next is 16.3.0; 16.4.5 or later is needed.",
      "node_modules/xlsx must not be used: Abandoned.",
    ]);
  });
});
