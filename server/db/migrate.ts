import "server-only";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import type postgres from "postgres";
import { openClient } from "./client";
import { APPLICATION_ROLE, rightToBecome } from "./current";

/** Tables that are evidence: the application may add rows and read them, and nothing else. */
export const APPEND_ONLY_TABLES = ["drill_events", "drill_photos", "audit_entries"] as const;

/** Any number does, as long as nobody else on the server uses it for a lock of their own. */
const MIGRATION_LOCK = 5_220_110;

export type MigrationOutcome = {
  /** Migrations applied by this call. */
  applied: number;
  /** False when the server did not let us make the application's role, so its rights cannot be cut. */
  restricted: boolean;
};

/**
 * Brings the database to the newest schema and renews the application role's rights.
 *
 * Several instances may start at once: one migrates, the others wait for it.
 *
 * @param ownerUrl Connects as the role that owns the tables.
 * @param login The role the application signs in as, when it is not the owner.
 */
export async function migrateDatabase(
  ownerUrl: string,
  { login, folder = path.resolve("drizzle") }: { login?: string; folder?: string } = {},
): Promise<MigrationOutcome> {
  const client = openClient(ownerUrl, { connectionsMax: 1, applicationName: "sandtable-migrate" });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    const before = await appliedMigrations(client);
    await migrate(drizzle(client), { migrationsFolder: folder });
    const restricted = await ensureApplicationRole(client, login);
    if (restricted) await grantApplicationRights(client);
    return { applied: (await appliedMigrations(client)) - before, restricted };
  } finally {
    // Ending the connection gives the lock back, also after a failure.
    await client.end({ timeout: 5 });
  }
}

/** How many migrations the database has seen; 0 for an empty one. */
export async function appliedMigrations(client: postgres.Sql): Promise<number> {
  const [table] = await client<{ present: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as present`;
  if (table?.present !== true) return 0;
  const [row] = await client<{ count: number }[]>`
    select count(*)::int as count from drizzle.__drizzle_migrations`;
  return row?.count ?? 0;
}

async function ensureApplicationRole(client: postgres.Sql, login: string | undefined): Promise<boolean> {
  const [known] = await client`select 1 from pg_roles where rolname = ${APPLICATION_ROLE}`;
  if (known === undefined && !(await isAllowed(client, `create role ${APPLICATION_ROLE} nologin`)))
    return false;

  const [row] = await client<{ member: boolean; login: string }[]>`
    select pg_has_role(r.rolname, ${APPLICATION_ROLE}, ${await rightToBecome(client)}) as member, r.rolname as login
      from pg_roles r where r.rolname = coalesce(${login ?? null}, session_user)`;
  if (row === undefined) return false;
  if (row.member) return true;
  return isAllowed(client, `grant ${APPLICATION_ROLE} to "${row.login.replaceAll('"', '""')}"`);
}

/** Runs one statement; false when the server says that we lack the right to. */
async function isAllowed(client: postgres.Sql, statement: string): Promise<boolean> {
  try {
    await client.unsafe(statement);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "42501") return false;
    throw error;
  }
}

/**
 * Gives the application what it needs and takes the rest away, for the tables as they are now.
 *
 * Runs after every migration because a right is granted on a table, and a new table starts with none.
 */
async function grantApplicationRights(client: postgres.Sql): Promise<void> {
  await client.begin(async (tx) => {
    const tables = await tx<{ name: string }[]>`
      select c.relname as name from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
         and pg_has_role(session_user, c.relowner, 'USAGE')`;
    const appendOnly: readonly string[] = APPEND_ONLY_TABLES;
    await tx.unsafe(`grant usage on schema public, drizzle to ${APPLICATION_ROLE}`);
    await tx.unsafe(`grant select on drizzle.__drizzle_migrations to ${APPLICATION_ROLE}`);
    for (const { name } of tables) {
      const table = `public."${name.replaceAll('"', '""')}"`;
      await tx.unsafe(`revoke all on ${table} from ${APPLICATION_ROLE}, public`);
      const rights = appendOnly.includes(name) ? "select, insert" : "select, insert, update, delete";
      await tx.unsafe(`grant ${rights} on ${table} to ${APPLICATION_ROLE}`);
    }
    await tx.unsafe(`grant usage, select on all sequences in schema public to ${APPLICATION_ROLE}`);
  });
}
