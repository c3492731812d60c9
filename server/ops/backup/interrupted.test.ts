import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { recordAudit } from "@/server/audit/mutations";
import { openClient, openDatabase } from "@/server/db/client";
import { openTestDatabase } from "@/server/db/test-database";
import { backUp, restore } from "./backup";

const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-interrupted-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a backup that does not get on gives up with a sentence, and leaves no file", async () => {
  const { ownerUrl } = await openTestDatabase();
  const other = openClient(ownerUrl, { connectionsMax: 1 });
  await other.unsafe("begin");
  // Nobody reads a table while somebody holds it so.
  await other.unsafe("lock table drill_photos in access exclusive mode");
  const file = path.join(folder, "stalled.backup");
  await expect(backUp(ownerUrl, file, { patienceMs: 700 })).rejects.toMatchObject({
    name: "BackupRefused",
    zh: expect.stringContaining("没有任何进展"),
    en: expect.stringContaining("Nothing has got on"),
  });
  await other.end({ timeout: 0 });
  expect(readdirSync(folder).filter((name) => name.startsWith("stalled"))).toEqual([]);
});

test("a backup whose connection is lost half way does not go on at another moment", async () => {
  const { ownerUrl } = await openTestDatabase();
  const other = openClient(ownerUrl, { connectionsMax: 1 });
  await other.unsafe("begin");
  await other.unsafe("lock table drill_photos in access exclusive mode");
  const file = path.join(folder, "lost.backup");
  const outcome = backUp(ownerUrl, file).catch((error: unknown) => error);
  // Within a transaction the database shows its sessions as they were.
  const killer = openClient(ownerUrl, { connectionsMax: 1 });
  const killed = async () => {
    const rows = await killer`
      select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'sandtable-backup' and datname = current_database()`;
    return rows.length;
  };
  await expect.poll(killed).toBe(1);
  expect(await outcome).toMatchObject({ en: expect.stringContaining("connection to the database was lost") });
  await Promise.all([other, killer].map((client) => client.end({ timeout: 0 })));
  expect(existsSync(file)).toBe(false);
});

test("a trail that does not fit together is backed up and restored as it is, and the backup says where it is broken", async () => {
  const { db, ownerUrl } = await openTestDatabase();
  for (let i = 0; i < 4; i += 1) {
    await recordAudit(db, {
      actor: { id: null, name: "A" },
      address: null,
      requestId: null,
      action: "sign-in",
      object: null,
      result: "done",
    });
  }
  const owner = openDatabase(ownerUrl, { connectionsMax: 1 });
  await owner.execute(sql`update audit_entries set actor_name = 'B' where position = 2`);
  await owner.$client.end();
  const file = path.join(folder, "broken.backup");
  const made = await backUp(ownerUrl, file);
  expect(made.auditEntries).toBe(4);
  expect(made.auditTrail).toMatchObject({
    head: { position: 4 },
    broken: { position: 2, kind: "changed" },
  });
  const target = await openTestDatabase();
  expect(await restore(target.ownerUrl, file)).toEqual(made);
});
