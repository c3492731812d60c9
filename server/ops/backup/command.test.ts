import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openClient, openDatabase } from "@/server/db/client";
import { migrateDatabase } from "@/server/db/migrate";
import { seedDemo, seedStarterContent } from "@/server/starter/seed";
import { startEmbeddedPostgres } from "@/server/ops/launch/embedded-postgres.mjs";
import { manifestOf } from "./backup";

const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-backup-command-"));

/** Runs the command as npm does, with these settings and none of our own. */
function command(what: "backup" | "restore", file: string, settings: Record<string, string>) {
  return new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    const child = spawn(process.execPath, ["server/ops/launch/backup.mjs", what, file], {
      env: { PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", NODE_ENV: "production", ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += String(part)));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, said }));
  });
}

test("the commands carry a stopped embedded database into another one, and from there into an operator's own server", async () => {
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [here, there] = [path.join(folder, "here"), path.join(folder, "there")];
  const first = await startEmbeddedPostgres(path.join(here, "postgres"));
  await migrateDatabase(first.ownerUrl, { login: "sandtable_app" });
  const db = openDatabase(first.applicationUrl, { connectionsMax: 2 });
  await seedDemo(db, await seedStarterContent(db));
  await db.$client.end();
  await first.stop();

  const file = path.join(folder, "one.backup");
  const made = await command("backup", file, { DATA_DIR: here });
  expect(made).toMatchObject({ code: 0, said: expect.stringMatching(/Backed up to .*: 2 drills, \d+ rows/) });
  const wanted = await manifestOf(file);

  const back = await command("restore", file, { DATA_DIR: there });
  expect(back).toMatchObject({ code: 0, said: expect.stringContaining("Restored and verified: 2 drills") });
  const twice = await command("restore", file, { DATA_DIR: there });
  expect(twice).toMatchObject({ code: 1, said: expect.stringContaining("The database is not empty") });
  expect(twice.said).not.toMatch(/\n\s+at /);

  // An operator's own server, which the command only knows by its URL.
  const own = await startEmbeddedPostgres(path.join(folder, "own"));
  onTestFinished(() => own.stop());
  const owner = openClient(own.ownerUrl, { connectionsMax: 1 });
  await owner`create database drills`;
  await owner.end();
  const DATABASE_URL = own.ownerUrlOf("drills");
  const over = await command("restore", file, { DATABASE_URL, DATA_DIR: path.join(folder, "none") });
  expect(over).toMatchObject({ code: 0, said: expect.stringContaining("Restored and verified: 2 drills") });
  const again = path.join(folder, "two.backup");
  expect(await command("backup", again, { DATABASE_URL, DATA_DIR: path.join(folder, "none") })).toMatchObject(
    {
      code: 0,
    },
  );
  expect(await manifestOf(again)).toEqual(wanted);
  expect(existsSync(path.join(folder, "none", "postgres"))).toBe(false);
}, 180_000);

test("of a database in which there is nothing yet no backup is made, and a sentence says so", async () => {
  const empty = mkdtempSync(path.join(os.tmpdir(), "sandtable-backup-empty-"));
  onTestFinished(() => rmSync(empty, { recursive: true, force: true }));
  const file = path.join(empty, "none.backup");
  const made = await command("backup", file, { DATA_DIR: path.join(empty, "data") });
  expect(made).toMatchObject({ code: 1, said: expect.stringContaining("There is nothing to back up") });
  expect(made.said).not.toMatch(/\n\s+at /);
  expect(existsSync(file)).toBe(false);
}, 90_000);
