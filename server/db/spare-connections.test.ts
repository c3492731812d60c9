import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openClient, openDatabase, shortTransaction, type Database } from "./client";
import { openTestDatabase } from "./test-database";

const { ownerUrl } = await openTestDatabase();
const owner = openClient(ownerUrl, { connectionsMax: 1 });

const SPARE_MS = 60;

async function spares(): Promise<number> {
  const [row] = await owner<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity where application_name = 'spare'`;
  return row?.n ?? 0;
}

const write = (db: Database, id: number) =>
  shortTransaction(db, async (tx, commit) => {
    await tx.execute(sql`select ${id}::int`);
    await Promise.all([tx.execute(sql`select ${id}::int`), commit()]);
  });

test("no transaction that begins just as the pool closes its connection for being idle is lost", async () => {
  const db = openDatabase(ownerUrl, { spareMs: SPARE_MS, applicationName: "spare" });
  await write(db, 0);
  const lost: string[] = [];
  for (let attempt = 1; attempt <= 64; attempt += 1) {
    // A little earlier, at, and a little later than the moment at which it is closed.
    await sleep(SPARE_MS - 2 + (attempt % 8) / 2);
    await write(db, attempt).catch((error: unknown) => lost.push(String(error)));
  }
  await db.$client.end({ timeout: 1 });
  expect(lost).toEqual([]);
});

test("a connection for short transactions that nobody needs is closed, and the next transaction opens another", async () => {
  const db = openDatabase(ownerUrl, { spareMs: 1_000, applicationName: "spare" });
  await Promise.all([1, 2, 3].map((id) => write(db, id)));
  expect(await spares()).toBe(3);
  await expect.poll(spares, { timeout: 5_000 }).toBe(0);
  await write(db, 4);
  expect(await spares()).toBe(1);
  await db.$client.end({ timeout: 1 });
});

test("a single connection is never renewed by its age, because it may be in the middle of a transaction", async () => {
  expect(owner.options.max_lifetime).toBeNull();
});
