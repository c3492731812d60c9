import "server-only";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { asc } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { caseDocument } from "@/domain/case-study/document";
import { fold } from "@/domain/drill/evolve";
import type { Drill } from "@/domain/drill/state";
import { setupDocument } from "@/domain/drill/terms";
import { groundDocument } from "@/domain/ground/document";
import { policyDocument } from "@/domain/policy/document";
import { scenarioDocument } from "@/domain/scenario/document";
import { CARD_VERSION } from "@/domain/score-card/stored";
import { viewFor } from "@/domain/view/view";
import type { Audience } from "@/domain/view/schema";
import { verifyAuditTrail } from "@/server/audit/queries";
import type { Database } from "@/server/db/client";
import { drills } from "@/server/db/schema/drills";
import { audienceKey, audienceOf } from "@/server/drill/audience";
import { readStream, withReleasedCards } from "@/server/drill/event-store";
import { VERSION } from "@/server/version";
import { BackupRefused, type Manifest, type Rows } from "./backup-file";

/** What lives for a moment only and would let somebody in: everybody signs in again after a restoration. */
const LEFT_OUT: readonly string[] = ["sessions", "verifications", "sign_in_attempts", "setup_tokens"];

/** What this release can read, by the names of the kinds. */
export const DOCUMENTS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    scenarioDocument,
    caseDocument,
    groundDocument,
    policyDocument,
    setupDocument,
    { name: "score card", version: CARD_VERSION },
  ].map(({ name, version }) => [name, version]),
);

/** The driver gives a row at a time; so many go into one piece of the file. */
const CHUNK_PIECES = 500;

/** `wide`: rows of which one alone can be megabytes. */
export type Table = { name: string; columns: string[]; wide: boolean };

/** The tables a backup holds, each after those it refers to. */
export async function readTables(tx: postgres.Sql): Promise<Table[]> {
  const columns = await tx<{ table: string; columns: string[]; wide: boolean }[]>`
    select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns,
           bool_or(a.atttypid = 'bytea'::regtype) as wide
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by 1 order by 1`;
  const references = await tx<{ from: string; to: string }[]>`
    select f.relname as from, t.relname as to
      from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace and f.oid <> t.oid`;
  const open = columns.filter(({ table }) => !LEFT_OUT.includes(table));
  const ordered: Table[] = [];
  while (open.length > 0) {
    const next = open.findIndex(
      ({ table }) =>
        !references.some(({ from, to }) => from === table && open.some((other) => other.table === to)),
    );
    const [one] = open.splice(next, 1);
    if (next < 0 || !one) throw new Error("The tables refer to each other in a circle.");
    ordered.push({ name: one.table, columns: one.columns, wide: one.wide });
  }
  return ordered;
}

/** The rows of a table in an order that depends on nothing but them. One table at a time is held in memory, of a wide one a row. */
export async function* readRows(tx: postgres.Sql, table: Table): AsyncGenerator<Rows> {
  const { name, columns } = table;
  const from = `select ${columns.map(quoted).join(", ")} from ${quoted(name)} t`;
  if (!table.wide) {
    // Ordered by the text of the whole row: the same on every server, whatever its language.
    return yield* copied(tx, table, `${from} order by t::text collate "C"`);
  }
  // One by one: a thousand pictures are gigabytes. Nothing moves a row while the transaction looks.
  const places = await tx.unsafe<{ at: string }[]>(
    `select t.ctid::text as at from ${quoted(name)} t order by md5(t::text)`,
  );
  for (const { at } of places) yield* copied(tx, table, `${from} where t.ctid = '${at}'`);
}

async function* copied(tx: postgres.Sql, { name, columns }: Table, select: string): AsyncGenerator<Rows> {
  const copy = await tx.unsafe(`copy (${select}) to stdout`).readable();
  const all: Buffer[] = [];
  // Taken as it comes, so that the statement is over, and the connection free, before anybody waits for the disk.
  copy.on("data", (chunk: Buffer) => all.push(chunk));
  await once(copy, "end");
  for (let from = 0; from < all.length; from += CHUNK_PIECES) {
    yield { table: name, columns, bytes: Buffer.concat(all.slice(from, from + CHUNK_PIECES)) };
  }
}

/** Puts rows into a table that waits for them. */
export async function copyInto(
  tx: postgres.Sql,
  { name, columns }: { name: string; columns: readonly string[] },
  rows: AsyncIterable<Rows> | Iterable<Rows>,
): Promise<void> {
  const copy = await tx
    .unsafe(`copy ${quoted(name)} (${columns.map(quoted).join(", ")}) from stdin`)
    .writable();
  const ended = new Promise<void>((resolve, reject) => {
    copy.once("finish", () => resolve());
    copy.once("error", reject);
  });
  for await (const { bytes } of rows) {
    if (!copy.write(bytes)) await Promise.race([once(copy, "drain"), ended]);
  }
  copy.end();
  await ended;
}

/** How many rows a chunk of COPY's text has: a line each, in which a line break is always written otherwise. */
export function rowsIn(bytes: Buffer): number {
  let rows = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows += 1;
  return rows;
}

/**
 * What everything in the database comes to. An audit trail that does not fit together is part of that, and no reason to
 * keep nothing at all.
 *
 * @throws {BackupRefused} when a stream has gaps.
 */
export async function describeDatabase(
  tx: postgres.Sql,
  tables: Manifest["tables"],
  { gotOn, release = VERSION }: { gotOn: () => void; release?: string | undefined },
): Promise<Manifest> {
  const db = drizzle(tx);
  const migrations = await tx<{ hash: string }[]>`
    select hash from drizzle.__drizzle_migrations order by id`;
  // Without the key, which a backup does not hold: what it comes to must be the same wherever it is restored.
  const { entries, head, broken } = await verifyAuditTrail(db, { keys: null, gotOn });
  return {
    format: "sandtable-backup",
    schemaVersion: 2,
    release,
    documents: DOCUMENTS,
    migrations: migrations.map(({ hash }) => hash),
    tables,
    drills: await describeDrills(tx, gotOn),
    auditEntries: entries,
    auditTrail: { head, broken: broken && { position: broken.position, kind: broken.kind } },
  };
}

/** The rows of every table, counted and hashed as they pass. */
export async function* allRows(
  tx: postgres.Sql,
  gotOn: () => void,
): AsyncGenerator<Rows, Manifest["tables"]> {
  const counted: Manifest["tables"] = {};
  for (const table of await readTables(tx)) {
    const hash = createHash("sha256");
    let rows = 0;
    for await (const chunk of readRows(tx, table)) {
      hash.update(chunk.bytes);
      rows += rowsIn(chunk.bytes);
      gotOn();
      yield chunk;
    }
    counted[table.name] = { rows, sha256: hash.digest("hex") };
  }
  return counted;
}

async function describeDrills(tx: postgres.Sql, gotOn: () => void): Promise<Manifest["drills"]> {
  const db: Database = drizzle(tx);
  const described: Manifest["drills"] = {};
  for (const { id, position } of await db
    .select({ id: drills.id, position: drills.position })
    .from(drills)
    .orderBy(asc(drills.id))) {
    const events = await readStream(db, id, 0);
    const drill = fold(events);
    if (!drill || events.length !== position || events.some((event, i) => event.position !== i + 1)) {
      throw new BackupRefused(
        `演练 ${id} 的事件不连续。`,
        `The events of drill ${id} do not run from 1 to ${position} without a gap.`,
      );
    }
    await withReleasedCards(db, id, drill);
    described[id] = { position, log: await digestOfLog(tx, id), views: viewsOf(drill) };
    gotOn();
  }
  return described;
}

/** The hash of a stream as it is stored. Names its columns: one that a later release adds is no part of it. */
async function digestOfLog(tx: postgres.Sql, drillId: string): Promise<string> {
  const [row] = await tx<{ digest: string }[]>`
    select encode(sha256(string_agg(sha256(convert_to(jsonb_build_array(
             position, lane, at_ms, wall_ms, by, observed_at_ms, event)::text, 'UTF8')), ''::bytea order by position)), 'hex') as digest
      from drill_events where drill_id = ${drillId}`;
  return row?.digest ?? "";
}

/** The hash of what each audience of a drill sees of it. */
function viewsOf(drill: Drill): Record<string, string> {
  const audiences: Audience[] = [
    { kind: "control" },
    { kind: "wall" },
    ...drill.lanes.flatMap(({ lane }) =>
      (["responder", "opposition"] as const).flatMap((side): Audience[] => [
        { kind: "side", side, lane },
        { kind: "officer", side, lane },
      ]),
    ),
    ...Object.values(drill.participants).map(audienceOf),
  ];
  return Object.fromEntries(
    audiences.map((audience) => [
      audienceKey(audience),
      createHash("sha256")
        .update(JSON.stringify(viewFor(drill, audience)))
        .digest("hex"),
    ]),
  );
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
