import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "@/server/db/client";
import { seedDemo, seedStarterContent } from "@/server/starter/seed";
import { openTestDatabase } from "@/server/db/test-database";
import { signedInAs } from "@/server/auth/testing";
import { storePhoto } from "@/server/photos/mutations";
import { readPhotoBytes } from "@/server/photos/queries";
import { backUp, manifestOf, restore } from "./backup";
import { readBackup, writeBackup } from "./backup-file";

const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-backup-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { db, ownerUrl } = await openTestDatabase();
await seedDemo(db, await seedStarterContent(db));
const [photo] = await storeTwoPhotos();
const file = path.join(folder, "demo.backup");
const made = await backUp(ownerUrl, file);

const rowsIn = async (url: string) => {
  const target = openDatabase(url, { connectionsMax: 1 });
  const [row] = await target.execute<{ n: number }>(
    sql`select (select count(*) from users)::int + (select count(*) from drill_events)::int as n`,
  );
  await target.$client.end();
  return row?.n;
};

test("a database with a played drill comes back as it was: tables, views, streams and audit trail", async () => {
  expect(Object.keys(made.drills)).toHaveLength(2);
  for (const { position, views } of Object.values(made.drills)) {
    expect(position).toBeGreaterThan(20);
    expect(Object.keys(views)).toEqual(
      expect.arrayContaining(["control", "wall", "side:responder:1:", "side:opposition:1:"]),
    );
    expect(new Set(Object.values(views)).size).toBeGreaterThan(3);
  }
  const { ownerUrl: targetUrl } = await openTestDatabase();
  await restore(targetUrl, file);
  const again = path.join(folder, "again.backup");
  expect(await backUp(targetUrl, again)).toEqual(made);
});

test("pictures come back to the byte", async () => {
  expect(made.tables["drill_photos"]?.rows).toBe(2);
  const { ownerUrl: targetUrl } = await openTestDatabase();
  await restore(targetUrl, file);
  const target = openDatabase(targetUrl, { connectionsMax: 1 });
  const restored = await readPhotoBytes(target, photo.drillId, photo.photoId);
  await target.$client.end();
  expect(restored.equals(photo.bytes)).toBe(true);
});

/** One with every byte there is, and a large one. */
async function storeTwoPhotos() {
  const [drill] = await db.execute<{ id: string; user: string }>(
    sql`select id, created_by as user from drills order by id limit 1`,
  );
  if (!drill) throw new Error("The demo has no drill.");
  const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const photos = [every, Buffer.alloc(1_500_000, every)].map((bytes) => {
    return {
      drillId: drill.id,
      photoId: randomUUID(),
      userId: drill.user,
      mediaType: "image/png" as const,
      bytes,
    };
  });
  for (const one of photos) await storePhoto(db, one);
  const [first] = photos;
  if (!first) throw new Error("There is no picture.");
  return [first] as const;
}

test("a backup is for its owner's eyes only, and holds no session", async () => {
  await signedInAs(db, "trainer");
  const other = path.join(folder, "other.backup");
  const { tables } = await backUp(ownerUrl, other);
  expect(statSync(other).mode & 0o777).toBe(0o600);
  expect(Object.keys(tables)).not.toContain("sessions");
  expect(tables["users"]?.rows).toBeGreaterThan(0);
});

const whole = readFileSync(file);
const changed = (bytes: Buffer) =>
  Buffer.from(bytes.toString("latin1").replace('"seed": ', '"sead": '), "latin1");
test.each([
  ["cut short", () => whole.subarray(0, whole.length - 20)],
  ["cut to nothing", () => Buffer.alloc(0)],
  ["with one bit turned", () => Buffer.from(whole).fill((whole[50_000] ?? 0) ^ 1, 50_000, 50_001)],
  ["packed anew with one figure changed", () => gzipSync(changed(gunzipSync(whole)))],
  ["that is no backup at all", () => Buffer.from("an innocent text\n")],
])("a file %s is refused in both languages before anything is stored", async (_how, damage) => {
  const damagedFile = path.join(folder, "damaged.backup");
  writeFileSync(damagedFile, damage());
  await expect(manifestOf(damagedFile)).rejects.toMatchObject({
    name: "BackupRefused",
    zh: expect.stringContaining("已损坏"),
    en: expect.stringContaining("is damaged"),
  });
  const { ownerUrl: targetUrl } = await openTestDatabase();
  await expect(restore(targetUrl, damagedFile)).rejects.toMatchObject({ name: "BackupRefused" });
  expect(await rowsIn(targetUrl)).toBe(0);
});

test("what comes to something else than was backed up is undone to the last row, and said", async () => {
  const wanted = await manifestOf(file);
  const other = path.join(folder, "changed.backup");
  // Whole, as far as the file itself can tell: its own sum is made anew.
  await writeBackup(other, async function* () {
    const parts = readBackup(file);
    let next = await parts.next();
    while (next.done !== true) {
      const { table, bytes } = next.value;
      yield table === "drill_events"
        ? {
            ...next.value,
            bytes: Buffer.from(bytes.toString("latin1").replace('"seed": ', '"seed": 1'), "latin1"),
          }
        : next.value;
      next = await parts.next();
    }
    return wanted;
  });
  const { ownerUrl: targetUrl } = await openTestDatabase();
  await expect(restore(targetUrl, other)).rejects.toMatchObject({
    name: "BackupRefused",
    en: expect.stringMatching(/differs from the backup \(table drill_events.*all of it has been undone/),
  });
  expect(await rowsIn(targetUrl)).toBe(0);
});

test("a database that is not empty is left as it is", async () => {
  const before = await rowsIn(ownerUrl);
  await expect(restore(ownerUrl, file)).rejects.toMatchObject({
    name: "BackupRefused",
    en: expect.stringContaining("not empty"),
  });
  expect(await rowsIn(ownerUrl)).toBe(before);
});

test("no backup is written over another, or made of a trail that somebody has changed", async () => {
  await expect(backUp(ownerUrl, file)).rejects.toMatchObject({ name: "BackupRefused" });
  const owner = openDatabase(ownerUrl, { connectionsMax: 1 });
  await owner.execute(sql`delete from drill_events where position = 5`);
  await owner.$client.end();
  await expect(backUp(ownerUrl, path.join(folder, "gap.backup"))).rejects.toMatchObject({
    en: expect.stringContaining("without a gap"),
  });
});
