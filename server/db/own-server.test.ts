import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { startEmbeddedPostgres } from "@/server/launch/embedded-postgres.mjs";
import { openClient } from "./client";
import { closeCurrentDatabase, openCurrentDatabase } from "./current";
import { migrateDatabase } from "./migrate";

// A server of the operator's own, as DATABASE_URL names one: it has never heard of our roles.
const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-own-"));
const server = await startEmbeddedPostgres(folder, { settings: { fsync: "off" } });
const administrator = openClient(server.administratorUrlOf("postgres"), { connectionsMax: 1 });
await administrator`alter role sandtable_app rename to set_aside`;
await administrator`create role powerful login createrole password 'powerful'`;
await administrator`create role plain login password 'plain'`;
await administrator`create database powerful owner powerful`;
await administrator`create database plain owner plain`;

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
