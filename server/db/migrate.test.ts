import { expect, test } from "vitest";
import { openClient, openDatabase } from "./client";
import { APPEND_ONLY_TABLES, migrateDatabase } from "./migrate";
import { openTestDatabase } from "./test-database";

const { db, ownerUrl } = await openTestDatabase();
const application = db.$client;

async function refusalOf(statement: string): Promise<unknown> {
  return application.unsafe(statement).then(
    () => "allowed",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );
}

const INSUFFICIENT_PRIVILEGE = "42501";

test.each(APPEND_ONLY_TABLES)(
  "the application adds to %s and can neither change nor empty it",
  async (table) => {
    await expect(application.unsafe(`select * from ${table} limit 1`)).resolves.toEqual([]);
    const [rights] = await application<{ insert: boolean }[]>`
    select has_table_privilege(current_user, ${table}, 'INSERT') as insert`;
    expect(rights?.insert).toBe(true);

    const [column] = await application<{ name: string }[]>`
    select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = ${table} limit 1`;
    for (const statement of [
      `update ${table} set ${column?.name} = ${column?.name}`,
      `delete from ${table}`,
      `truncate ${table}`,
      `drop table ${table}`,
      `alter table ${table} disable trigger all`,
    ]) {
      expect([statement, await refusalOf(statement)]).toEqual([statement, INSUFFICIENT_PRIVILEGE]);
    }
  },
);

test("no foreign key deletes or rewrites a row of an append-only table behind its back", async () => {
  const actions = await application<{ name: string }[]>`
    select conname as name from pg_constraint
     where contype = 'f' and conrelid::regclass::text in ${application([...APPEND_ONLY_TABLES])}
       and (confdeltype not in ('a', 'r') or confupdtype not in ('a', 'r'))`;
  expect(actions.map(({ name }) => name)).toEqual([]);
});

test("the application owns no table and cannot make one", async () => {
  const owned = await application`
    select 1 from pg_class where relowner = (select oid from pg_roles where rolname = current_user)`;
  expect(owned).toHaveLength(0);
  expect(await refusalOf("create table mine (id int)")).toBe(INSUFFICIENT_PRIVILEGE);
});

test("a table that a later migration adds is usable by the application after migrating again", async () => {
  const owner = openClient(ownerUrl, { connectionsMax: 1 });
  await owner`create table added_later (id int generated always as identity, note text)`;
  expect(await refusalOf("select * from added_later")).toBe(INSUFFICIENT_PRIVILEGE);
  await migrateDatabase(ownerUrl, { login: "sandtable_app" });
  await application`insert into added_later (note) values ('x')`;
  expect(await application`select note from added_later`).toHaveLength(1);
  await owner.end();
});

test("several instances that start at once migrate once", async () => {
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => migrateDatabase(ownerUrl, { login: "sandtable_app" })),
  );
  expect(outcomes).toEqual(Array(3).fill({ applied: 0, names: [], restricted: true }));
});

test("an older release on the database of a newer one is refused with a sentence, and gives nobody a right", async () => {
  const owner = openClient(ownerUrl, { connectionsMax: 1 });
  await owner`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of-a-later-release', 9e12)`;
  await owner`create table of_a_later_release (id int)`;
  await expect(migrateDatabase(ownerUrl, { login: "sandtable_app" })).rejects.toMatchObject({
    name: "NewerDatabase",
    zh: expect.stringContaining("更新的版本"),
    en: expect.stringContaining("newer release (1 migrations"),
  });
  expect(await refusalOf("select * from of_a_later_release")).toBe(INSUFFICIENT_PRIVILEGE);
  await owner`drop table of_a_later_release`;
  await owner`delete from drizzle.__drizzle_migrations where hash = 'of-a-later-release'`;
  await owner.end();
});

test("an owner who may act as the application is held to the application's rights by the role", async () => {
  const owner = openClient(ownerUrl, { connectionsMax: 1 });
  const [may] = await owner<{ may: boolean }[]>`
    select pg_has_role(current_user, 'sandtable_app', 'MEMBER') as may`;
  await owner.end();
  // The embedded owner is kept apart on purpose; a server of the operator's own may join the two.
  expect(may?.may).toBe(false);
  const pretending = openDatabase(ownerUrl, { connectionsMax: 1, role: "sandtable_app" });
  await expect(pretending.$client`select 1`).rejects.toMatchObject({
    message: expect.stringContaining("role"),
  });
  await pretending.$client.end({ timeout: 1 });
});
