import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { openClient, openDatabase, shortTransaction, type Database } from "./client";
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

/** How many backends are in the middle of such a sleep. */
async function sleeping(seconds: number): Promise<number> {
  const rows = await owner`
    select 1 from pg_stat_activity where state = 'active' and query like ${`%pg_sleep(${seconds})%`}
       and pid <> pg_backend_pid() and datname = current_database()`;
  return rows.length;
}

/** Resolves when the server has no connection of the victim's any more, and the victim has had a turn to hear of it. */
async function untilGone(): Promise<void> {
  await expect
    .poll(async () => (await owner`select 1 from pg_stat_activity where application_name = 'victim'`).length)
    .toBe(0);
}

test("a transaction whose backend dies is refused, not left hanging, and the pool goes on", async () => {
  const db = openVictim();
  const outcome = db
    .transaction(async (tx) => {
      await tx.execute(sql`insert into entries values (1)`);
      await killBackends();
      await untilGone();
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
  await expect.poll(() => sleeping(20)).toBe(1);
  expect(await killBackends()).toBeGreaterThan(0);
  expect(await slow).toBe("refused");
  await db.$client.end({ timeout: 1 });
});

/** The ways to store something whole. Each is killed as often as it takes. */
const ways: [string, (db: Database, id: number) => Promise<void>][] = [
  [
    "transactions",
    (db, id) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`insert into entries values (${id})`);
        await tx.execute(sql`select ${id}::int`);
      }),
  ],
  [
    "short transactions",
    (db, id) =>
      shortTransaction(db, async (tx, commit) => {
        await tx.execute(sql`select ${id}::int`);
        await Promise.all([tx.execute(sql`insert into entries values (${id})`), commit()]);
      }),
  ],
];

test.each(ways)(
  "no write is lost or doubled, and none hangs, while backends are killed again and again: %s",
  async (_, write) => {
    const db = openVictim();
    await owner`truncate entries`;
    const acknowledged: number[] = [];
    let next = 0;
    let running = true;
    const writer = async () => {
      while (running) {
        const id = (next += 1);
        try {
          await write(db, id);
          acknowledged.push(id);
        } catch {
          // Killed on the way. Whether it was stored is unknown, as it is for any client; it is not acknowledged.
        }
      }
    };
    const writers = Array.from({ length: 8 }, writer);
    // On a machine with much else to do it takes more rounds until there is enough to judge by.
    for (let round = 0; round < 25 || (acknowledged.length <= 100 && round < 250); round += 1) {
      await sleep(40);
      await killBackends();
    }
    // And some more in peace: on what the pool has by now.
    const enough = acknowledged.length + 20;
    await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(enough);
    running = false;
    await Promise.all(writers);

    const stored = new Set((await owner<{ id: number }[]>`select id from entries`).map(({ id }) => id));
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(20);
    // Every connection of the pool is one that works.
    await Promise.all(Array.from({ length: 40 }, () => db.execute(sql`select pg_sleep(0.01)`)));
    await db.$client.end({ timeout: 1 });
  },
);

describe("a short transaction", () => {
  test("whose connection is lost half way does not go on without the half that is gone", async () => {
    const db = openVictim();
    await owner`truncate entries`;
    const outcome = shortTransaction(db, async (tx, commit) => {
      await tx.execute(sql`insert into entries values (${1})`);
      await killBackends();
      await untilGone();
      await Promise.all([tx.execute(sql`insert into entries values (${2})`), commit()]);
    });
    await expect(outcome).rejects.toThrow();
    expect(await db.execute(sql`select id from entries`)).toHaveLength(0);
    await db.$client.end({ timeout: 1 });
  });

  test("in which a statement fails is refused and stores nothing, although its commit was on the way", async () => {
    const db = openVictim();
    await owner`truncate entries`;
    const outcome = shortTransaction(db, async (tx, commit) => {
      const sent = [sql`insert into entries values (${1})`, sql`select 1 / ${0}::int`].map(async (one) =>
        tx.execute(one),
      );
      await Promise.all([...sent, commit()]);
    });
    await expect(outcome).rejects.toThrow();
    expect(await db.execute(sql`select id from entries`)).toHaveLength(0);
    await db.$client.end({ timeout: 1 });
  });

  test("whose failed statement nobody looks at is refused all the same", async () => {
    const db = openVictim();
    const outcome = shortTransaction(db, async (tx, commit) => {
      await Promise.allSettled([tx.execute(sql`select 1 / ${0}::int`)]);
      await commit();
    });
    await expect(outcome).rejects.toThrow("ROLLBACK");
    await db.$client.end({ timeout: 1 });
  });

  test("that does not commit stores nothing, and leaves its connection as it was", async () => {
    const db = openDatabase(ownerUrl, { connectionsMax: 1, applicationName: "victim" });
    await owner`truncate entries`;
    await shortTransaction(db, (tx) => tx.execute(sql`insert into entries values (${1})`));
    await expect(shortTransaction(db, () => Promise.reject(new Error("changed my mind")))).rejects.toThrow(
      "changed my mind",
    );
    await db.execute(sql`insert into entries values (${2})`);
    expect((await owner`select id from entries`).map(({ id }): unknown => id)).toEqual([2]);
    await db.$client.end({ timeout: 1 });
  });
});
