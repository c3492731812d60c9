import "server-only";
import { and, asc, count, desc, eq, gt, inArray, or, sql } from "drizzle-orm";
import { RecordedEvent } from "@/domain/drill/schema";
import type { Drill } from "@/domain/drill/state";
import type { KeptCard } from "@/domain/scoring/result-state";
import { readCard } from "@/domain/score-card/stored";
import type { Commit, Database, Transaction } from "@/server/db/client";
import { drillCommands, drillEvents, drills, scoreCards } from "@/server/db/schema/drills";
import { withSharedDocuments } from "./shared-documents";

/** A stream that nobody else can write to until the transaction ends. */
export type LockedStream = {
  drillId: string;
  /** Position of the last stored event. */
  position: number;
  /** Unix time in ms by the database's clock, read after the lock was got: later than any stored event's. */
  wallMs: number;
};

/**
 * What lists show of a drill without folding it; stored together with the events it follows from.
 * Times are Unix times in ms; those left out stay as they are.
 */
export type Summary = {
  phase: "planned" | "running" | "ended";
  leg: number;
  startedAtMs?: number;
  /** Ignored after the first time. */
  firstCallAtMs?: number;
  endedAtMs?: number;
  releasedAtMs?: number;
};

/** The command some events come from, and the answer it gets: now, and whenever it is sent again. */
export type CommandRecord = { commandId: string; userId: string; result: unknown };

/** What one command, or the passing of time, adds to a stream. */
export type Change = {
  events: readonly RecordedEvent[];
  /** The command the events come from; null when they fell due by themselves. */
  command: CommandRecord | null;
};

/** What is added to one stream. */
export type Append = {
  stream: LockedStream;
  /** In this order. */
  changes: readonly Change[];
  /** What lists show after the last of the changes. */
  summary: Summary;
};

/**
 * Takes the lock on the streams of some drills; it is held until the transaction ends. Drills that do not exist
 * are left out.
 *
 * The lock is taken before anything is decided, so a decision is always made on the whole stream and is never
 * made in vain: with several writers in several instances, the second simply waits for the first. Everybody
 * takes the locks in the order of the ids, so that no two wait for each other.
 */
export async function lockStreams(
  tx: Transaction,
  drillIds: readonly string[],
): Promise<Map<string, LockedStream>> {
  // The clock is read for each row after that row was locked, so never before the wait for it is over.
  const rows = await tx.execute<{ id: string; position: number; ms: string }>(
    sql`with locked as materialized (
          select id, position from drills
           where id = any(array(
             select value::uuid from json_array_elements_text(${JSON.stringify(drillIds)}::json)))
           order by id for update
        )
        select id, position, ${CLOCK_MS} as ms from locked`,
  );
  return new Map(
    rows.map(({ id, position, ms }) => [id, { drillId: id, position, wallMs: Number(ms) }] as const),
  );
}

/**
 * Appends to locked streams: the only place where anything is ever added to one.
 *
 * All or nothing with the rest of the transaction; nobody may be told before it has been committed. However many
 * streams there are, it takes one statement.
 *
 * @param commit Sent right behind it, when nothing else is to be stored.
 * @throws when the events do not continue their stream, which would be a bug.
 */
export async function appendToStreams(
  tx: Transaction,
  appends: readonly Append[],
  commit: Commit | null = null,
): Promise<void> {
  const commands = appends.flatMap(({ stream: { drillId }, changes }) =>
    changes.flatMap(({ command }) => (command ? [{ drillId, ...command }] : [])),
  );
  const growing = appends
    .map(({ stream, changes, summary }) => ({ stream, summary, rows: rowsOf(stream, changes) }))
    .filter(({ rows }) => rows.length > 0);
  const sent: Promise<unknown>[] = [];
  if (commands.length > 0 || growing.length > 0) sent.push(store(tx, commands, growing));
  if (commit) sent.push(commit());
  await Promise.all(sent);
}

type EventRow = RecordedEvent & { drillId: string; commandId: string | null };

function rowsOf({ drillId, position }: LockedStream, changes: readonly Change[]): EventRow[] {
  const rows = changes.flatMap(({ events, command }) =>
    events.map((recorded) => ({
      ...recorded,
      drillId,
      commandId: fellDue(recorded) ? null : (command?.commandId ?? null),
    })),
  );
  if (rows.some((row, i) => row.position !== position + 1 + i)) {
    throw new Error(`Events decided for drill ${drillId} do not continue its stream at ${position}.`);
  }
  return rows;
}

/**
 * Stores commands and events, and brings the drills' rows to where their streams now end.
 *
 * Rows travel as one parameter of JSON, so that the statement is the same, and stays prepared, however many there are.
 * A stream that is not where it was when it was locked fails the statement, and with it the transaction: the commit may
 * be on its way already, so it must not be left to us to look at the outcome.
 */
async function store(
  tx: Transaction,
  commands: readonly ({ drillId: string } & CommandRecord)[],
  growing: readonly { stream: LockedStream; summary: Summary; rows: readonly EventRow[] }[],
): Promise<void> {
  const moves = growing.map(({ stream: { drillId, position }, summary, rows }) => ({
    drillId,
    before: position,
    after: position + rows.length,
    ...summary,
  }));
  const events = growing.flatMap(({ rows }) => rows);
  await tx.execute(sql`
    with commands as (
      insert into ${drillCommands} (drill_id, command_id, user_id, result)
      select "drillId", "commandId", "userId", result
        from json_to_recordset(${JSON.stringify(commands)}::json)
          as r("drillId" uuid, "commandId" uuid, "userId" uuid, result jsonb)
    ), moved as (
      update ${drills} as d
         set position = m.after, phase = m.phase, leg = m.leg,
             started_at = coalesce(to_timestamp(m."startedAtMs" / 1000.0), d.started_at),
             first_call_at = coalesce(d.first_call_at, to_timestamp(m."firstCallAtMs" / 1000.0)),
             ended_at = coalesce(to_timestamp(m."endedAtMs" / 1000.0), d.ended_at),
             released_at = coalesce(to_timestamp(m."releasedAtMs" / 1000.0), d.released_at)
        from json_to_recordset(${JSON.stringify(moves)}::json)
          as m("drillId" uuid, before integer, after integer, phase text, leg integer, "startedAtMs" bigint,
               "firstCallAtMs" bigint, "endedAtMs" bigint, "releasedAtMs" bigint)
       where d.id = m."drillId" and d.position = m.before
      returning d.id
    ), added as (
      insert into ${drillEvents}
             (drill_id, position, lane, at_ms, wall_ms, by, observed_at_ms, event, command_id)
      select "drillId", position, lane, "atMs", "wallMs", by, "observedAtMs", event, "commandId"
        from json_to_recordset(${JSON.stringify(events)}::json)
          as r("drillId" uuid, position integer, lane integer, "atMs" bigint, "wallMs" bigint, by jsonb,
               "observedAtMs" bigint, event jsonb, "commandId" uuid)
    )
    select 1 / (count(*) = ${moves.length})::integer from moved`);
}

/** Whether an event came about by itself: by the engine, or by a side that it plays. */
function fellDue({ by }: RecordedEvent): boolean {
  return by.role === "engine" || (by.role === "player" && by.scripted === true);
}

/** Keeps score cards as they stand, each as the next version of its lane and side. Nothing is overwritten. */
export async function storeScoreCards(
  tx: Transaction,
  drillId: string,
  policyVersion: number,
  kept: readonly KeptCard[],
): Promise<void> {
  const rows = kept.map(({ state, card, position }) => {
    const { lane, side, rulesVersion } = card;
    return { lane, side, rulesVersion, position, state, card };
  });
  // Whoever stores has the drill's row locked: nobody takes the same number meanwhile.
  await tx.execute(sql`
    insert into ${scoreCards}
           (drill_id, lane, side, version, state, rules_version, policy_version, card, position)
    select ${drillId}::uuid, r.lane, r.side,
           1 + coalesce((select max(s.version) from ${scoreCards} s
                          where s.drill_id = ${drillId}::uuid and s.lane = r.lane and s.side = r.side), 0),
           r.state, r."rulesVersion", ${policyVersion}, r.card, r.position
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as r(lane integer, side text, state text, "rulesVersion" integer, card jsonb, position integer)`);
}

/** How many cards there were when those beside a drill were read. */
const cardsRead = new WeakMap<Drill, number>();

/**
 * Puts beside a released drill the cards that count: of each lane and side the last that was kept since its release. They
 * are read again when there are more: another instance has answered an appeal, or a rejudging was applied.
 */
export async function withReleasedCards(from: Database, drillId: string, drill: Drill): Promise<void> {
  if (!drill.released) return;
  const counts = and(
    eq(scoreCards.drillId, drillId),
    inArray(scoreCards.state, ["released", "appealed", "final"]),
  );
  const [row] = await from.select({ n: count() }).from(scoreCards).where(counts);
  if (drill.releasedCards && cardsRead.get(drill) === row?.n) return;
  const rows = await from
    .selectDistinctOn([scoreCards.lane, scoreCards.side], { card: scoreCards.card })
    .from(scoreCards)
    .where(counts)
    .orderBy(asc(scoreCards.lane), asc(scoreCards.side), desc(scoreCards.version));
  drill.releasedCards = rows.map(({ card }) => readCard(card));
  cardsRead.set(drill, row?.n ?? 0);
}

/** A command of a drill: people choose the ids, so only both together say which. */
export type CommandKey = { drillId: string; commandId: string };

/** Those of some commands that have been carried out before, with the answer each got. */
export async function storedCommands(
  tx: Transaction,
  wanted: readonly CommandKey[],
): Promise<(CommandKey & CommandRecord)[]> {
  if (wanted.length === 0) return [];
  return tx.execute<CommandKey & CommandRecord>(sql`
    select w."drillId", w."commandId", stored."userId", stored.result
      from json_to_recordset(${JSON.stringify(wanted)}::json) as w("drillId" uuid, "commandId" uuid)
           -- With the limit it can only be looked up one by one: a plan made for an empty table would read all of it.
           cross join lateral (
             select user_id as "userId", result from ${drillCommands}
              where drill_id = w."drillId" and command_id = w."commandId" limit 1
           ) as stored`);
}

/**
 * The events of a drill after a position, in order.
 *
 * Because every append holds the drill's row until it commits, a visible event is never followed later by one
 * with a smaller position: reading on from the last position seen misses nothing.
 */
export async function readStream(db: Database, drillId: string, after: number): Promise<RecordedEvent[]> {
  const rows = await db
    .select(columns)
    .from(drillEvents)
    .where(and(eq(drillEvents.drillId, drillId), gt(drillEvents.position, after)))
    .orderBy(asc(drillEvents.position));
  return rows.map((row) => withSharedDocuments(RecordedEvent.parse(row)));
}

/**
 * The whole log of a drill as text, an array of its events: for a thread, which reads what is in it.
 */
export async function readLogText(db: Database, drillId: string): Promise<string> {
  const [row] = await db.execute<{ log: string }>(sql`
    select coalesce(json_agg(json_build_object(
             'position', position, 'lane', lane, 'atMs', at_ms, 'wallMs', wall_ms, 'by', by,
             'observedAtMs', observed_at_ms, 'event', event) order by position), '[]')::text as log
      from ${drillEvents} where drill_id = ${drillId}`);
  return row?.log ?? "[]";
}

/** The events at some positions of a drill, in order; positions that do not exist are left out. */
export async function readEventsAt(
  db: Database,
  drillId: string,
  positions: readonly number[],
): Promise<RecordedEvent[]> {
  if (positions.length === 0) return [];
  const rows = await db
    .select(columns)
    .from(drillEvents)
    .where(and(eq(drillEvents.drillId, drillId), inArray(drillEvents.position, [...positions])))
    .orderBy(asc(drillEvents.position));
  return rows.map((row) => withSharedDocuments(RecordedEvent.parse(row)));
}

const columns = {
  position: drillEvents.position,
  lane: drillEvents.lane,
  atMs: drillEvents.atMs,
  wallMs: drillEvents.wallMs,
  by: drillEvents.by,
  observedAtMs: drillEvents.observedAtMs,
  event: drillEvents.event,
};

/** How far the streams of some drills and of every running drill have grown. */
export async function readPositions(
  db: Database,
  drillIds: readonly string[],
): Promise<{ drillId: string; position: number; running: boolean }[]> {
  const rows = await db
    .select({ drillId: drills.id, position: drills.position, phase: drills.phase })
    .from(drills)
    .where(
      or(eq(drills.phase, "running"), drillIds.length > 0 ? inArray(drills.id, [...drillIds]) : undefined),
    );
  return rows.map(({ drillId, position, phase }) => ({ drillId, position, running: phase === "running" }));
}

const CLOCK_MS = sql.raw("floor(extract(epoch from clock_timestamp()) * 1000)::bigint");

/** Unix time in ms by the database's clock: the one clock that every instance goes by. */
export async function databaseClockMs(db: Database): Promise<number> {
  const [row] = await db.execute<{ ms: string }>(sql`select ${CLOCK_MS} as ms`);
  if (!row) throw new Error("The database did not tell the time.");
  return Number(row.ms);
}

/** Sends some texts to whoever listens to a channel of the database. Takes a lock of the whole server at commit. */
export async function notify(db: Database, channel: string, texts: readonly string[]): Promise<void> {
  await db.execute(
    sql`select pg_notify(${channel}, text) from json_array_elements_text(${JSON.stringify(texts)}::json) as text`,
  );
}
