import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openClient, openDatabase } from "./client";
import { openTestDatabase } from "./test-database";

const { ownerUrl } = await openTestDatabase();
const owner = openClient(ownerUrl, { connectionsMax: 1 });
await owner`create table entries (id int primary key)`;

/** Ends every backend that works for the pool under test. A process that does not survive that fails the file. */
async function killBackends(): Promise<number> {
  const killed = await owner`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim'`;
  return killed.length;
}

function openVictim() {
  return openDatabase(ownerUrl, { connectionsMax: 4, applicationName: "victim" });
}

test("a transaction whose backend dies is refused, not left hanging, and the pool goes on", async () => {
  const db = openVictim();
  const outcome = db
    .transaction(async (tx) => {
      await tx.execute(sql`insert into entries values (1)`);
      await killBackends();
      await sleep(50);
      // Sent on a connection that is gone: the uncorrected driver ends the whole process here.
      await tx.execute(sql`insert into entries values (${2})`);
    })
    .then(
      () => "committed",
      () => "refused",
    );
  expect(await outcome).toBe("refused");
  expect(await db.execute(sql`select id from entries`)).toHaveLength(0);
  await db.$client.end({ timeout: 1 });
});

test("a query whose backend dies while it runs is refused", async () => {
  const db = openVictim();
  await db.execute(sql`select 1`);
  const slow = db.execute(sql`select pg_sleep(20), ${1}::int`).then(
    () => "answered",
    () => "refused",
  );
  await sleep(100);
  expect(await killBackends()).toBeGreaterThan(0);
  expect(await slow).toBe("refused");
  await db.$client.end({ timeout: 1 });
});

test("no write is lost or doubled, and none hangs, while backends are killed again and again", async () => {
  const db = openVictim();
  await owner`truncate entries`;
  const acknowledged: number[] = [];
  let next = 0;
  let running = true;
  const writer = async () => {
    while (running) {
      const id = (next += 1);
      try {
        await db.transaction(async (tx) => {
          await tx.execute(sql`insert into entries values (${id})`);
          await tx.execute(sql`select ${id}::int`);
        });
        acknowledged.push(id);
      } catch {
        // Killed on the way. Whether it was stored is unknown, as it is for any client; it is not acknowledged.
      }
    }
  };
  const writers = Array.from({ length: 8 }, writer);
  for (let round = 0; round < 25; round += 1) {
    await sleep(40);
    await killBackends();
  }
  await sleep(200);
  running = false;
  await Promise.all(writers);

  const stored = new Set((await owner<{ id: number }[]>`select id from entries`).map(({ id }) => id));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(100);
  await db.$client.end({ timeout: 1 });
});
