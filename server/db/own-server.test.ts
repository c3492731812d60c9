import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { startEmbeddedPostgres } from "@/server/ops/launch/embedded-postgres.mjs";
import { openClient } from "./client";
import { closeCurrentDatabase, openCurrentDatabase } from "./current";
import { migrateDatabase } from "./migrate";
import { prepareData } from "@/server/ops/launch/launch.mjs";

// A server of the operator's own, as DATABASE_URL names one: it has never heard of our roles.
const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-own-"));
const server = await startEmbeddedPostgres(folder, { settings: { fsync: "off" } });
const administrator = openClient(server.administratorUrlOf("postgres"), { connectionsMax: 1 });
await administrator`alter role sandtable_app rename to set_aside`;
await administrator`create role powerful login createrole password 'powerful'`;
await administrator`create role plain login password 'plain'`;
await administrator`create database powerful owner powerful`;
await administrator`create database plain owner plain`;
await administrator`create role without login password 'without'`;
await administrator`create database without`;
await administrator`create database crowded owner plain`;

afterAll(async () => {
  await administrator.end({ timeout: 1 });
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function urlAs(name: string): string {
  const url = new URL(server.administratorUrlOf(name));
  url.username = name;
  url.password = name;
  return url.toString();
}

const CHANGE = "update drill_events set position = position";

test("an account that may not make roles still gets its database, and is told that nothing holds it back", async () => {
  await expect(migrateDatabase(urlAs("plain"))).resolves.toMatchObject({ restricted: false });
  const { db, restricted } = await openCurrentDatabase(urlAs("plain"));
  expect(restricted).toBe(false);
  await db.$client.unsafe(CHANGE);
  await closeCurrentDatabase();
});

test("an account that may make roles is held to the application's rights by one it makes", async () => {
  const url = urlAs("powerful");
  const { applied, restricted } = await migrateDatabase(url);
  expect(applied).toBeGreaterThan(0);
  expect(restricted).toBe(true);

  const opened = await openCurrentDatabase(url);
  expect(opened.restricted).toBe(true);
  for (const statement of [
    CHANGE,
    "delete from audit_entries",
    "truncate drill_events",
    "drop table drills",
  ]) {
    await expect(opened.db.$client.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
  }
  await closeCurrentDatabase();
  await expect(migrateDatabase(url)).resolves.toEqual({ applied: 0, names: [], restricted: true });
});

test("with an owner kept apart, the account that serves needs nothing but the application's rights", async () => {
  await administrator`create role server login password 'server'`;
  await migrateDatabase(urlAs("powerful"), { login: "server" });
  const url = new URL(urlAs("server"));
  url.pathname = "/powerful";
  const { db, restricted } = await openCurrentDatabase(url.toString());
  expect(restricted).toBe(true);
  expect(await db.$client.unsafe("select * from drill_events")).toEqual([]);
  await expect(db.$client.unsafe(CHANGE)).rejects.toMatchObject({ code: "42501" });
  await closeCurrentDatabase();
});

describe("a start that the database does not let go on is told in a sentence of both languages, without a stack", () => {
  const complaintOf = async (databaseUrl: string) => {
    const settings = { DATA_DIR: folder, SANDTABLE_MODE: "production", DATABASE_URL: databaseUrl };
    const env = { ...settings, NODE_ENV: "production" as const };
    const thrown: unknown = await prepareData(env, { stopping: false, server: null }).then(
      () => expect.fail("It went on."),
      (error: unknown) => error,
    );
    if (!(thrown instanceof Error)) throw new Error("Something else was thrown.");
    expect(thrown.name).toBe("Refused");
    expect(thrown.message).not.toMatch(/\n\s*at |\.ts:|Error:|\{"/);
    return thrown.message;
  };

  test("where its account may make nothing", async () => {
    const complaint = await complaintOf(urlAs("without"));
    expect(complaint).toContain("数据库账户权限不足");
    expect(complaint).toContain("The database account lacks rights");
  }, 60_000);

  test("where there is no room left on the disk", async () => {
    const inside = openClient(server.administratorUrlOf("crowded"), { connectionsMax: 1 });
    await inside.unsafe(`
      create function full_disk() returns event_trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
      create event trigger full_disk on ddl_command_start execute function full_disk()`);
    await inside.end();
    const url = new URL(urlAs("plain"));
    url.pathname = "/crowded";
    const complaint = await complaintOf(url.toString());
    expect(complaint).toContain("磁盘空间不足");
    expect(complaint).toContain("The disk is full");
  }, 60_000);
});
