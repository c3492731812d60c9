import "server-only";
import { existsSync } from "node:fs";
import {
  appliedMigrations,
  knownMigrations,
  migrateDatabase,
  migrateWithin,
  NewerDatabase,
} from "@/server/db/migrate";
import { BackupRefused, madeByNewer, readBackup, writeBackup, type Manifest, type Rows } from "./backup-file";
import { allRows, copyInto, describeDatabase, DOCUMENTS, readTables } from "./queries";
import { underWatch, type WatchOptions } from "./watched";

/**
 * Writes everything that is to outlast the database into one file, as it stands at one moment; others go on writing.
 *
 * @param ownerUrl Connects as the role that owns the tables.
 * @throws {BackupRefused} when the file exists or cannot be written, or what is stored does not fit together.
 */
export async function backUp(ownerUrl: string, file: string, options: WatchOptions = {}): Promise<Manifest> {
  if (existsSync(file)) {
    throw new BackupRefused(`文件 ${file} 已存在。`, `The file ${file} exists already.`);
  }
  return underWatch(
    { url: ownerUrl, name: "sandtable-backup" },
    options,
    async ({ client, gotOn, signal }) => {
      // One connection, so one transaction: nothing is read as it was at another moment.
      await client.unsafe("begin isolation level repeatable read read only");
      if ((await appliedMigrations(client)) === 0) {
        throw new BackupRefused(
          "数据库里还没有任何数据，无需备份。",
          "There is nothing to back up: the database has no tables yet.",
        );
      }
      return writeBackup(
        file,
        async function* () {
          return await describeDatabase(client, yield* allRows(client, gotOn), { gotOn });
        },
        signal,
      );
    },
  );
}

/** What stands for this release; tests put another one in its place. */
export type Release = { name?: string; folder?: string };

/**
 * Puts a backup of this release or an earlier one into an empty database, and keeps it only when all of it comes to what
 * it came to before: every table, as that release had it; every drill's log; and the audit trail, with whatever did not
 * fit together in it. What every audience sees of a drill is compared within one release: another one shows more, or
 * says it otherwise.
 *
 * @param login The role the application signs in as, when it is not the owner.
 * @throws {BackupRefused} when the file is damaged or of a later release, or the database is not empty. Nothing of the
 *   backup is stored then.
 */
export async function restore(
  ownerUrl: string,
  file: string,
  { login, release = {}, ...options }: WatchOptions & { login?: string | undefined; release?: Release } = {},
): Promise<Manifest> {
  // Once from beginning to end before anything is touched.
  const manifest = await manifestOf(file);
  const { name, folder } = release;
  const own = { ...(login !== undefined && { login }), ...(folder !== undefined && { folder }) };
  requireReadable(manifest, knownMigrations(folder));
  await underWatch({ url: ownerUrl, name: "sandtable-restore" }, options, async ({ client, gotOn }) => {
    await requireEmpty(client);
    const upTo = manifest.migrations.length;
    await migrateDatabase(ownerUrl, { ...own, upTo }).catch((error: unknown) => {
      throw error instanceof NewerDatabase ? new BackupRefused(error.zh, error.en) : error;
    });
    // One connection, so one transaction; when anything fails it ends with the connection and leaves nothing.
    await client.unsafe("begin");
    await requireEmpty(client);
    await requireSchemaOf(client, manifest);
    await load(client, file, gotOn);
    const tables = await finish(allRows(client, gotOn));
    // Before a later schema changes them.
    requireNone(differences("table", manifest.tables, tables));
    await migrateWithin(client, folder);
    requireSame(manifest, await describeDatabase(client, tables, { gotOn, release: name }));
    await client.unsafe("commit");
  });
  // Tables that later migrations made have no rights yet.
  if (manifest.migrations.length < knownMigrations(folder).length) await migrateDatabase(ownerUrl, own);
  return manifest;
}

async function finish<Result>(parts: AsyncGenerator<unknown, Result>): Promise<Result> {
  let next = await parts.next();
  while (next.done !== true) next = await parts.next();
  return next.value;
}

/** Reads a backup to its end. @throws {BackupRefused} when it is damaged. */
export async function manifestOf(file: string): Promise<Manifest> {
  return finish(readBackup(file));
}

type Client = Parameters<typeof readTables>[0];

/** A backup whose schema leads to that of this release, and whose documents this release knows. */
function requireReadable({ migrations, documents }: Manifest, known: readonly string[]): void {
  const isOfToday = Object.entries(documents).every(([name, version]) => version <= (DOCUMENTS[name] ?? 0));
  const leadsHere = migrations.every((hash, at) => hash === known[at]);
  if (!isOfToday || !leadsHere) throw madeByNewer();
}

/** The rows fit only the tables that they were taken from. */
async function requireSchemaOf(client: Client, manifest: Manifest): Promise<void> {
  if ((await appliedMigrations(client)) === manifest.migrations.length) return;
  throw new BackupRefused(
    "备份来自较早的版本，而目标数据库已是新版本的表结构；请恢复到一个全新的空数据库，恢复时会自动升级。",
    "The backup was made by an earlier release, and the database has the tables of a later one already; restore it into a new database, which is brought up to date on the way.",
  );
}

async function requireEmpty(client: Client): Promise<void> {
  for (const { name } of await readTables(client)) {
    const [row] = await client`select 1 from ${client(name)} limit 1`;
    if (row !== undefined) {
      throw new BackupRefused(
        `目标数据库不是空的（表 ${name} 里有数据）；请恢复到空数据库。`,
        `The database is not empty (there are rows in ${name}); restore into an empty one.`,
      );
    }
  }
}

/** Tables come in the order in which they were written: each after those it refers to. */
async function load(tx: Client, file: string, gotOn: () => void): Promise<void> {
  const known = new Map((await readTables(tx)).map((table) => [table.name, table]));
  const parts = readBackup(file);
  let next = await parts.next();
  while (next.done !== true) {
    const first: Rows = next.value;
    const table = { name: first.table, columns: first.columns };
    if (!known.has(table.name)) throw new Error(`There is no table ${table.name}.`);
    const ofTable = async function* () {
      while (next.done !== true && next.value.table === table.name) {
        yield next.value;
        gotOn();
        next = await parts.next();
      }
    };
    await copyInto(tx, table, ofTable());
  }
}

/** Whole or broken: what comes back is what there was. */
function sameTrail(a: Manifest, b: Manifest): boolean {
  const [one, other] = [a, b].map(({ auditEntries, auditTrail: { head, broken } }) =>
    JSON.stringify([auditEntries, head?.position, head?.hash, broken?.position, broken?.kind]),
  );
  return one === other;
}

function requireSame(wanted: Manifest, got: Manifest): void {
  const isOfOneRelease = wanted.release === got.release;
  const compared = ({ drills }: Manifest) =>
    Object.fromEntries(
      Object.entries(drills).map(([id, { position, log, views }]) => [
        id,
        { position, ...(wanted.drills[id]?.log != null && { log }), ...(isOfOneRelease && { views }) },
      ]),
    );
  requireNone([
    ...differences("drill", compared(wanted), compared(got)),
    ...(sameTrail(wanted, got) ? [] : ["audit"]),
  ]);
}

function requireNone(differs: readonly string[]): void {
  if (differs.length === 0) return;
  throw new BackupRefused(
    `恢复后的数据与备份不符（${differs.join("，")}），已全部撤销。`,
    `What was restored differs from the backup (${differs.join(", ")}); all of it has been undone.`,
  );
}

function differences(what: string, wanted: Record<string, unknown>, got: Record<string, unknown>): string[] {
  const names = new Set([...Object.keys(wanted), ...Object.keys(got)]);
  return [...names]
    .filter((name) => canonical(wanted[name]) !== canonical(got[name]))
    .map((name) => `${what} ${name}`);
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(JSON.stringify(value));
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${key}:${canonical(one)}`)
    .join("\n");
}
