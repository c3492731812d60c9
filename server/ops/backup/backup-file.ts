import "server-only";
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { documentIn, documentKind, type Stored } from "@/domain/documents/document";
import { isRefusal } from "@/domain/refusal";
import { isAlive } from "@/server/ops/launch/processes.mjs";

/** What a backup holds besides the rows, and what a restored database must come to. */
export const Manifest = z.strictObject({
  format: z.literal("sandtable-backup"),
  schemaVersion: z.literal(2),
  /** The release that made it (server/version.ts); null where it did not say so. */
  release: z.string().nullable(),
  /** The newest version of every kind of document that release knew, by its name. */
  documents: z.record(z.string(), z.number().int().min(1)),
  /** Hashes of the migrations that had been applied, in their order. */
  migrations: z.array(z.string()),
  tables: z.record(z.string(), z.strictObject({ rows: z.number().int().min(0), sha256: z.string() })),
  /** Of every drill: where its stream ends, what was stored in it, and what that release showed each audience of it. */
  drills: z.record(
    z.string(),
    z.strictObject({
      position: z.number().int().min(1),
      /** Null where it was not made out. */
      log: z.string().nullable(),
      views: z.record(z.string(), z.string()),
    }),
  ),
  auditEntries: z.number().int().min(0),
  /** The audit trail as the bare chain shows it, which needs no key: where it ends, and the first row that does not fit. */
  auditTrail: z.strictObject({
    head: z.strictObject({ position: z.number().int().min(1), hash: z.string() }).nullable(),
    broken: z.strictObject({ position: z.number().int().min(1), kind: z.string() }).nullable(),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/** As the first releases wrote it. */
const FirstManifest = z.looseObject({
  format: z.literal("sandtable-backup-1"),
  drills: z.record(z.string(), z.looseObject({})),
});

/** The road of every manifest to the shape of today. */
export const manifestDocument = documentKind({
  name: "backup",
  version: 2,
  schema: Manifest,
  migrations: {
    1: (stored: Stored) => {
      const { drills, ...rest } = FirstManifest.parse(stored);
      const withLog = Object.entries(drills).map(([id, drill]) => [id, { ...drill, log: null }] as const);
      return {
        ...rest,
        format: "sandtable-backup",
        release: null,
        documents: {},
        drills: Object.fromEntries(withLog),
      };
    },
  },
});

/** Why a backup cannot be made or restored, for the person at the terminal. */
export class BackupRefused extends Error {
  override readonly name = "BackupRefused";
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}

const Part = z.union([
  z.strictObject({ table: z.string(), columns: z.array(z.string()), bytes: z.number().int().min(1) }),
  z.strictObject({ manifest: documentIn(manifestDocument), sha256: z.string() }),
]);

/** Rows of one table, as COPY writes them in its text format. */
export type Rows = { table: string; columns: readonly string[]; bytes: Buffer };

/**
 * Writes a backup that only its owner may read. It has its name only once it is complete.
 *
 * @param parts Gives the rows and returns the manifest.
 */
export async function writeBackup(
  file: string,
  parts: () => AsyncGenerator<Rows, Manifest>,
  signal?: AbortSignal,
): Promise<Manifest> {
  await removeLeftOver(file);
  const draft = `${file}.${process.pid}${DRAFT}`;
  const kept: { manifest?: Manifest } = {};
  const handle = await open(draft, "wx", 0o600).catch((error: unknown) => {
    throw unwritable(draft, error);
  });
  try {
    const bytes = async function* () {
      const hash = createHash("sha256");
      const source = parts();
      for (;;) {
        const next = await source.next();
        if (next.done === true) {
          kept.manifest = next.value;
          const last = { manifest: next.value, sha256: hash.digest("hex") };
          yield Buffer.from(`${JSON.stringify(last)}\n`);
          return;
        }
        const { table, columns, bytes: rows } = next.value;
        const head = Buffer.from(`${JSON.stringify({ table, columns, bytes: rows.length })}\n`);
        hash.update(head).update(rows);
        yield head;
        yield rows;
      }
    };
    await pipeline(bytes, createGzip(), handle.createWriteStream({ flush: true }), signal ? { signal } : {});
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw isOfTheDisk(error) ? unwritable(draft, error) : error;
  }
  if (!kept.manifest) throw new Error("A backup ended without its manifest.");
  return kept.manifest;
}

/** What a backup is called while it is being written, behind the number of the process that writes it. */
const DRAFT = ".part";

/** Whoever writes one touches it more often than this. */
const DRAFT_SILENT_MS = 10 * 60_000;

/** A backup that was killed could not clear away what it had written. */
async function removeLeftOver(file: string): Promise<void> {
  const folder = path.dirname(file);
  const names = await readdir(folder).catch((error: unknown) => {
    throw unwritable(file, error);
  });
  for (const name of names) {
    if (!name.startsWith(`${path.basename(file)}.`) || !name.endsWith(DRAFT)) continue;
    const draft = path.join(folder, name);
    const pid = Number(name.slice(path.basename(file).length + 1, -DRAFT.length));
    const { mtimeMs } = await stat(draft);
    // The number means something on this machine only, and the folder may be shared with others.
    if (!isAlive(pid) && Date.now() - mtimeMs > DRAFT_SILENT_MS) await rm(draft, { force: true });
  }
}

function isOfTheDisk(error: unknown): boolean {
  return error instanceof Error && "code" in error && DISK_FAULTS.has(String(error.code));
}

const DISK_FAULTS: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EIO", "EROFS", "EFBIG", "ENOENT"]);

function unwritable(draft: string, error: unknown): BackupRefused {
  const reason = error instanceof Error ? error.message : String(error);
  return new BackupRefused(`无法写入 ${draft}：${reason}`, `${draft} cannot be written: ${reason}`);
}

/**
 * Reads a backup from its beginning to its end: the rows, in the order they were written, and then the manifest.
 *
 * @throws {BackupRefused} when it is damaged. It is only known to be whole when the manifest has been returned.
 */
export async function* readBackup(file: string): AsyncGenerator<Rows, Manifest> {
  const input = createReadStream(file).on("error", (error) => gunzip.destroy(error));
  const gunzip = createGunzip();
  try {
    return yield* partsIn(input.pipe(gunzip));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new BackupRefused(`找不到备份文件 ${file}。`, `There is no backup file ${file}.`);
    }
    if (isRefusal(error)) throw madeByNewer();
    throw isDamage(error) ? damaged(file) : error;
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}

/** Why a backup of a later release is not restored. */
export function madeByNewer(): BackupRefused {
  return new BackupRefused(
    "备份由更新的版本制作，本版本无法完整读取，未写入任何数据；请用制作它的版本或更新的版本恢复。",
    "The backup was made by a newer release, and this one cannot read all of it; nothing has been stored. Restore it with that release, or a later one.",
  );
}

class Damage extends Error {}

async function* partsIn(source: AsyncIterable<Buffer>): AsyncGenerator<Rows, Manifest> {
  const hash = createHash("sha256");
  const reader = source[Symbol.asyncIterator]();
  let buffered = Buffer.alloc(0);
  const more = async () => {
    const { done, value } = await reader.next();
    if (done === true) throw new Damage();
    buffered = Buffer.concat([buffered, value]);
  };
  const take = (length: number) => {
    const taken = buffered.subarray(0, length);
    buffered = buffered.subarray(length);
    return taken;
  };
  for (;;) {
    while (!buffered.includes(NEWLINE)) await more();
    const head = take(buffered.indexOf(NEWLINE) + 1);
    const part = Part.parse(JSON.parse(head.toString("utf8")));
    if ("manifest" in part) {
      await requireEnd(reader, buffered, part.sha256, hash);
      return part.manifest;
    }
    while (buffered.length < part.bytes) await more();
    const bytes = take(part.bytes);
    hash.update(head).update(bytes);
    yield { table: part.table, columns: part.columns, bytes };
  }
}

const NEWLINE = 10;

/** Reads to the very end, because only there does the compression tell whether all of it was there. */
async function requireEnd(
  reader: AsyncIterator<Buffer>,
  buffered: Buffer,
  sha256: string,
  hash: Hash,
): Promise<void> {
  const rest = await reader.next();
  if (rest.done !== true || buffered.length > 0 || hash.digest("hex") !== sha256) throw new Damage();
}

function isDamage(error: unknown): boolean {
  if (error instanceof Damage || error instanceof SyntaxError || error instanceof z.ZodError) return true;
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

function damaged(file: string): BackupRefused {
  return new BackupRefused(
    `备份文件 ${file} 已损坏或不完整，没有写入任何数据。`,
    `The backup ${file} is damaged or incomplete; nothing has been stored.`,
  );
}
