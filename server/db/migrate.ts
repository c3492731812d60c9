import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import { readMigrationFiles, type MigrationMeta } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import type postgres from "postgres";
import { z } from "zod";
import { openClient } from "./client";
import { APPLICATION_ROLE, rightToBecome } from "./current";

/** Tables that are evidence: the application may add rows and read them, and nothing else. */
export const APPEND_ONLY_TABLES = ["drill_events", "score_cards", "drill_photos", "audit_entries"] as const;

/** Any number does, as long as nobody else on the server uses it for a lock of their own. */
const MIGRATION_LOCK = 5_220_110;

const MIGRATIONS_FOLDER = path.resolve("drizzle");

export type MigrationOptions = {
  /** The role the application signs in as, when it is not the owner. */
  login?: string;
  /** Where the migrations of this release are. */
  folder?: string;
  /** Stops after so many migrations: the schema of an earlier release. */
  upTo?: number;
};

/** The database has seen migrations that this release does not know: it was used by a newer one. */
export class NewerDatabase extends Error {
  override readonly name = "NewerDatabase";
  readonly zh: string;
  readonly en: string;
  constructor(known: string, unknown: number) {
    const en = `The database was already used by a newer release (${unknown} migrations that this one does not know; its last is ${known}). Nothing was changed. Start that release, or restore a backup of this one into an empty database.`;
    super(en);
    this.en = en;
    this.zh = `数据库已被更新的版本使用过（有 ${unknown} 个本版本不认识的迁移，本版本最新的是 ${known}），未作任何改动。请用那个版本启动，或把本版本的备份恢复到空数据库。`;
  }
}

export type MigrationOutcome = {
  /** Migrations applied by this call. */
  applied: number;
  /** Their names, in their order. */
  names: string[];
  /** False when the server did not let us make the application's role, so its rights cannot be cut. */
  restricted: boolean;
};

/**
 * Brings the database to the newest schema and renews the application role's rights.
 *
 * Several instances may start at once: one migrates, the others wait for it.
 *
 * @throws {NewerDatabase} before anything is changed or granted.
 * @param ownerUrl Connects as the role that owns the tables.
 */
export async function migrateDatabase(
  ownerUrl: string,
  { login, folder = MIGRATIONS_FOLDER, upTo = Infinity }: MigrationOptions = {},
): Promise<MigrationOutcome> {
  const client = openClient(ownerUrl, { connectionsMax: 1, applicationName: "sandtable-migrate" });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    const before = await appliedMigrations(client);
    const known = readMigrationFiles({ migrationsFolder: folder });
    const names = namesIn(folder);
    const strange = (await appliedHashes(client)).filter((hash) => !known.some((one) => one.hash === hash));
    if (strange.length > 0) throw new NewerDatabase(names.at(-1) ?? "-", strange.length);
    if (upTo >= known.length) await migrate(drizzle(client), { migrationsFolder: folder });
    else await client.begin((tx) => applyMigrations(tx, known.slice(before, upTo)));
    const restricted = await ensureApplicationRole(client, login);
    if (restricted) await grantApplicationRights(client);
    const applied = (await appliedMigrations(client)) - before;
    return { applied, names: names.slice(before, before + applied), restricted };
  } finally {
    // Ending the connection gives the lock back, also after a failure.
    await client.end({ timeout: 5 });
  }
}

/** The hashes of the migrations that this release has, in their order. */
export function knownMigrations(folder = MIGRATIONS_FOLDER): string[] {
  return readMigrationFiles({ migrationsFolder: folder }).map(({ hash }) => hash);
}

/**
 * Brings a database to the newest schema within the transaction that is under way, so that it is undone with everything
 * else. Rights are renewed by `migrateDatabase`, afterwards.
 */
export async function migrateWithin(tx: postgres.Sql, folder = MIGRATIONS_FOLDER): Promise<void> {
  await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
  const before = await appliedMigrations(tx);
  await applyMigrations(tx, readMigrationFiles({ migrationsFolder: folder }).slice(before));
}

/** As drizzle does, which can neither stop half-way nor work in a transaction of somebody else's. */
async function applyMigrations(tx: postgres.ISql, migrations: readonly MigrationMeta[]): Promise<void> {
  await tx.unsafe("create schema if not exists drizzle");
  await tx.unsafe(
    "create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
  );
  for (const { sql, hash, folderMillis } of migrations) {
    for (const statement of sql) await tx.unsafe(statement);
    await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`;
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

async function appliedHashes(client: postgres.Sql): Promise<string[]> {
  if ((await appliedMigrations(client)) === 0) return [];
  const rows = await client<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by id`;
  return rows.map(({ hash }) => hash);
}

const Journal = z.object({ entries: z.array(z.object({ tag: z.string() })) });

/** The names of the migrations that this release has, in their order. */
function namesIn(folder: string): string[] {
  const text = readFileSync(path.join(folder, "meta", "_journal.json"), "utf8");
  return Journal.parse(JSON.parse(text)).entries.map(({ tag }) => tag);
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
