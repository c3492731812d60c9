import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openClient, openDatabase } from "@/server/db/client";
import { migrateDatabase } from "@/server/db/migrate";
import { seedDemo, seedStarterContent } from "@/server/starter/seed";
import { openTestDatabase } from "@/server/db/test-database";
import { signedInAs } from "@/server/auth/testing";
import { storePhoto } from "@/server/photos/mutations";
import { readPhotoBytes } from "@/server/photos/queries";
import { VERSION } from "@/server/version";
import { backUp, manifestOf, restore } from "./backup";
import { readBackup, writeBackup, type Manifest } from "./backup-file";

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
// Other tests go on writing.
const rowsAtBackup = await rowsIn(ownerUrl);

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

// A restoration takes seconds, and several times as long on a busy machine.
describe("a backup across releases", { timeout: 60_000 }, () => {
  /** The same rows under another manifest. The file's own sum is made anew, so it is whole. */
  async function underManifest(manifest: unknown): Promise<string> {
    const other = path.join(folder, `${randomUUID()}.backup`);
    await writeBackup(other, async function* () {
      yield* readBackup(file);
      return manifest as Manifest;
    });
    return other;
  }
  const drillsWith = (change: Partial<Manifest["drills"][string]>) =>
    Object.fromEntries(Object.entries(made.drills).map(([id, drill]) => [id, { ...drill, ...change }]));

  test("of this release says so, and which versions of documents it holds", () => {
    expect(made).toMatchObject({ release: VERSION, schemaVersion: 2 });
    expect(made.documents).toMatchObject({ scenario: 1, "case study": 1, setup: 1, "score card": 2 });
  });

  const otherViews = drillsWith({ views: { control: "of-other-words" } });
  test.each([
    ["what was shown, when this one made it", { drills: otherViews }],
    ["its logs, whichever made it", { release: "0.0.9", drills: drillsWith({ log: "of-other-events" }) }],
  ])("is held to %s", async (_what, change) => {
    const { ownerUrl: targetUrl } = await openTestDatabase();
    await expect(restore(targetUrl, await underManifest({ ...made, ...change }))).rejects.toMatchObject({
      name: "BackupRefused",
      en: expect.stringMatching(/differs from the backup \(drill /),
    });
    expect(await rowsIn(targetUrl)).toBe(0);
  });

  test("is not held to what another release showed", async () => {
    const { ownerUrl: targetUrl } = await openTestDatabase();
    await restore(targetUrl, await underManifest({ ...made, release: "0.0.9", drills: otherViews }));
    expect(await rowsIn(targetUrl)).toBe(rowsAtBackup);
  });

  test("in the form of the first releases is restored as well, and is made out by its tables", async () => {
    const drills = Object.fromEntries(
      Object.entries(made.drills).map(([id, { log: _, ...drill }]) => [id, { ...drill, views: {} }]),
    );
    const { schemaVersion: _version, release: _release, documents: _documents, ...rest } = made;
    const old = await underManifest({ ...rest, format: "sandtable-backup-1", drills });
    expect(await manifestOf(old)).toMatchObject({ schemaVersion: 2, release: null, tables: made.tables });
    const { ownerUrl: targetUrl } = await openTestDatabase();
    await restore(targetUrl, old);
    expect(await rowsIn(targetUrl)).toBe(rowsAtBackup);
  });

  test.each([
    ["its manifest", { schemaVersion: 3 }],
    ["a document", { documents: { scenario: 99 } }],
    ["a kind of document", { documents: { sonnet: 1 } }],
    ["the tables", { migrations: [...made.migrations, "of-a-later-release"] }],
  ])(
    "of a later release is refused in both languages before anything is stored: by %s",
    async (_by, change) => {
      const newer = await underManifest({ ...made, ...change });
      const { ownerUrl: targetUrl } = await openTestDatabase();
      await expect(restore(targetUrl, newer)).rejects.toMatchObject({
        name: "BackupRefused",
        zh: expect.stringContaining("更新的版本"),
        en: expect.stringContaining("newer release"),
      });
      expect(await rowsIn(targetUrl)).toBe(0);
    },
  );

  test("whose tables have changed since is restored into a new database and brought up to date, or not at all", async () => {
    const later = path.join(folder, "later-release");
    cpSync("drizzle", later, { recursive: true });
    const journalFile = path.join(later, "meta", "_journal.json");
    const journal = z
      .looseObject({
        entries: z.array(z.looseObject({ idx: z.number(), when: z.number(), tag: z.string() })),
      })
      .parse(JSON.parse(readFileSync(journalFile, "utf8")));
    const [last] = journal.entries.slice(-1);
    if (!last) throw new Error("There are no migrations.");
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: "9999_later" });
    writeFileSync(journalFile, JSON.stringify(journal));
    const release = { name: "9.9.9", folder: later };
    writeFileSync(
      path.join(later, "9999_later.sql"),
      "alter table drill_events add column later text default 'x' not null;--> statement-breakpoint\ncreate table later (id int);",
    );

    const { ownerUrl: migrated } = await openTestDatabase();
    await migrateDatabase(migrated, { folder: later });
    await expect(restore(migrated, file, { release })).rejects.toMatchObject({
      en: expect.stringContaining("restore it into a new database"),
    });
    expect(await rowsIn(migrated)).toBe(0);

    const blank = await openBlankDatabase();
    await restore(blank, file, { login: "sandtable_app", release });
    expect(await rowsIn(blank)).toBe(rowsAtBackup);
    const target = openDatabase(blank, { connectionsMax: 1 });
    const [added] = await target.execute(
      sql`select count(*)::int as n, has_table_privilege('sandtable_app', 'later', 'INSERT') as granted from drill_events where later = 'x'`,
    );
    await target.$client.end();
    expect(added).toEqual({ n: made.tables["drill_events"]?.rows, granted: true });
  });

  /** One in which nothing has been made yet. */
  async function openBlankDatabase(): Promise<string> {
    const url = new URL(ownerUrl);
    const owner = openClient(url.href, { connectionsMax: 1 });
    url.pathname = `/blank_${randomUUID().replaceAll("-", "")}`;
    await owner.unsafe(`create database ${url.pathname.slice(1)} template template0`);
    await owner.end();
    return url.href;
  }
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
