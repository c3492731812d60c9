import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { openDatabase } from "@/server/db/client";
import { openTestDatabase } from "@/server/db/test-database";
import { env } from "@/server/env";
import { log } from "@/server/log";
import { metrics } from "@/server/metrics";
import { CHAIN_START, hashOf, macOf, type AuditLink, type AuditRecord } from "./chain";
import { guardTrail, trailState } from "./guard";
import { auditKeys, currentAuditKeys } from "./keys";
import { recordAudit } from "./mutations";
import { noteHead, readNotedHead } from "./noted-head";
import { verifyAuditTrail } from "./queries";

const { db, ownerUrl } = await openTestDatabase();
const owner = openDatabase(ownerUrl, { connectionsMax: 1 });
const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-trail-"));
afterAll(async () => {
  await owner.$client.end({ timeout: 1 });
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await owner.execute(sql`truncate audit_entries`);
});

const keys = currentAuditKeys();
const record = (more: Partial<AuditRecord> = {}): AuditRecord => ({
  actor: { id: null, name: "Somebody" },
  address: "192.0.2.1",
  requestId: "request",
  action: "team.edit",
  object: { type: "team", id: "7", name: "Team" },
  result: "done",
  ...more,
});
async function write(entries: number): Promise<void> {
  for (let i = 0; i < entries; i += 1) await recordAudit(db, record({ detail: { i } }));
}
const check = (more: Partial<Parameters<typeof verifyAuditTrail>[1]> = {}) =>
  verifyAuditTrail(db, { keys, ...more });

test.each([
  [
    "half a character at the end of a name",
    record({ object: { type: "team", id: "1", name: "红队\ud83d" } }),
  ],
  ["half a character before a whole one", record({ actor: { id: null, name: "\udc00字" } })],
  ["U+0000", record({ object: { type: "team", id: "1", name: "a\0b" } })],
  [
    "half a character in a detail and in its name",
    record({ detail: { "k\ud800": "v\udfff", list: ["\ud900"] } }),
  ],
  [
    "numbers that JSON writes in another way",
    record({ detail: { a: 1e21, b: -0, c: 1e-7, d: 123456789012345680000 } }),
  ],
  ["numbers that there are none of in JSON", record({ detail: { a: NaN, b: Infinity } })],
  ["an id in capitals", record({ actor: { id: "AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE", name: "A" } })],
  ["a request that holds half a character", record({ requestId: "\ud800", address: "\udc00" })],
  ["characters beyond the basic plane, and combined ones", record({ detail: { a: "𠮷野家 👩‍👩‍👧 é" } })],
])("what is stored is what was hashed, with %s", async (_, one) => {
  await recordAudit(db, one);
  await recordAudit(db, record());
  expect(await check()).toMatchObject({ checked: 2, broken: null });
});

test("a row that does not fit is located, with the rows beside it", async () => {
  await write(5);
  await owner.execute(sql`update audit_entries set actor_name = 'another' where position = 3`);
  expect(await check()).toMatchObject({
    checked: 2,
    entries: 5,
    broken: { position: 3, kind: "changed", before: { position: 2 }, after: { position: 4 } },
  });
  await owner.execute(sql`delete from audit_entries where position = 2`);
  expect((await check()).broken).toMatchObject({
    position: 2,
    kind: "missing",
    before: { position: 1 },
    after: { position: 3 },
  });
});

/** What somebody can do who may write the table, and knows this program, but has no key. */
async function writeAnew(from: number, version: number): Promise<void> {
  const rows = await owner.execute<AuditLink & Record<string, unknown>>(sql`
    select position, at_ms::float8 as "atMs", actor_id as "actorId", actor_name as "actorName", address,
           request_id as "requestId", action, object_type as "objectType", object_id as "objectId",
           object_name as "objectName", result, detail, previous_hash as "previousHash", hash
      from audit_entries order by position`);
  let previousHash = CHAIN_START;
  for (const row of rows) {
    let hash = String(row["hash"]);
    if (row.position >= from) {
      const link = { ...row, actorName: "nobody", previousHash };
      hash = hashOf(link, version);
      const mac =
        version === 2 ? macOf(hash, 2, { id: "", secret: "a guess that is long enough to be a key" }) : null;
      await owner.execute(sql`
        update audit_entries set actor_name = 'nobody', previous_hash = ${previousHash}, hash = ${hash}, mac = ${mac},
               hash_version = ${version} where position = ${row.position}`);
    }
    previousHash = hash;
  }
}

test.each([
  ["under a key that was guessed", 4, 2, "forged"],
  ["as if there had been no key yet", 4, 1, "unsealed"],
  ["from the first row on, under a key that was guessed", 1, 2, "forged"],
] as const)("a trail that was written anew %s is noticed", async (_, from, version, kind) => {
  await write(6);
  await writeAnew(from, version);
  expect((await check({ keys: null })).checked).toBeGreaterThanOrEqual(from - 1);
  expect((await check()).broken).toMatchObject({ position: from, kind });
});

test("a trail that was written anew from its first row as if there had never been a key is noticed by its end, noted outside", async () => {
  await write(4);
  const { head } = await check();
  if (!head) throw new Error("There is no end.");
  await writeAnew(1, 1);
  expect((await check()).broken).toBeNull();
  expect((await check({ noted: { ...head, bareUntil: 0 } })).broken).toMatchObject({ kind: "cut" });
});

test("rows of the first releases keep their version, and those that follow are sealed", async () => {
  await write(3);
  await writeAnew(1, 1);
  await write(2);
  expect(await check()).toMatchObject({ checked: 5, broken: null });
  const rows = await db.execute<{ v: number }>(
    sql`select hash_version as v from audit_entries order by position`,
  );
  expect(rows.map(({ v }) => v)).toEqual([1, 1, 1, 2, 2]);
});

test("a trail can be sealed by SM3, and both kinds stand in one trail", async () => {
  await write(2);
  vi.spyOn(env, "auditMac", "get").mockReturnValue("sm3");
  onTestFinished(() => void vi.restoreAllMocks());
  await write(2);
  const [row] = await db.execute<{ v: number; hash: string; mac: string }>(
    sql`select hash_version as v, hash, mac from audit_entries where position = 3`,
  );
  expect(row).toMatchObject({ v: 3, mac: macOf(row?.hash ?? "", 3, keys[0]) });
  expect(row?.mac).not.toBe(macOf(row?.hash ?? "", 2, keys[0]));
  expect(await check()).toMatchObject({ checked: 4, broken: null });
});

test("without the key the bare chain is checked, and how many rows that is is said; under another key the rows are no one's", async () => {
  await write(3);
  expect(await check({ keys: null })).toMatchObject({ checked: 3, withoutKey: 3, broken: null });
  const other = auditKeys({ auditKeys: ["another key that has more than 32 characters"], dataDir: folder });
  expect((await check({ keys: other })).broken).toMatchObject({ position: 1, kind: "unknown-key" });
  expect(await check({ keys: [...other, ...keys] })).toMatchObject({ withoutKey: 0, broken: null });
  // As a restoration without the key has left it.
  const { head } = await check();
  if (!head) throw new Error("There is no end.");
  const noted = { ...head, bareUntil: head.position };
  expect(await check({ keys: other, noted })).toMatchObject({ withoutKey: 3, broken: null });
  await write(1);
  expect((await check({ keys: other, noted })).broken).toMatchObject({ position: 4, kind: "unknown-key" });
});

test("a tail that is cut off while the server runs is reported to the log, the metrics and the administrators, and its end stays noted", async () => {
  const dataDir = mkdtempSync(path.join(folder, "data-"));
  const error = vi.spyOn(log, "error");
  await write(4);
  const guard = guardTrail(db, { dataDir });
  onTestFinished(() => guard.stop());
  await expect.poll(() => readNotedHead(dataDir)?.position).toBe(4);
  await write(2);
  await expect.poll(() => readNotedHead(dataDir)?.position, { timeout: 5_000 }).toBe(6);
  expect(trailState()).toMatchObject({ broken: null });

  await owner.execute(sql`delete from audit_entries where position > 4`);
  await write(1);
  await expect
    .poll(() => trailState()?.broken, { timeout: 5_000 })
    .toMatchObject({ position: 6, kind: "cut" });
  expect(readNotedHead(dataDir)?.position).toBe(6);
  expect(error).toHaveBeenCalledWith(
    expect.objectContaining({ position: 6, kind: "cut" }),
    "the audit trail does not fit together",
  );
  expect(await metrics().registry.getSingleMetricAsString("sandtable_audit_trail_intact")).toMatch(
    /intact 0$/m,
  );
  expect((await guard.walk()).broken).toMatchObject({ kind: "cut" });
});

test("the end of a trail that was noted is never half a file", () => {
  const dataDir = mkdtempSync(path.join(folder, "noted-"));
  expect(readNotedHead(dataDir)).toBeNull();
  noteHead(dataDir, { position: 3, hash: "abc", bareUntil: 0 });
  expect(readNotedHead(dataDir)).toEqual({ position: 3, hash: "abc", bareUntil: 0 });
});
