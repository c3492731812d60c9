import "server-only";
import { and, asc, eq, gt, inArray, or, sql } from "drizzle-orm";
import { RecordedEvent } from "@/domain/drill/schema";
import { Refusal } from "@/domain/refusal";
import type { ScoreCard } from "@/domain/scoring/schema";
import type { Database, OpenedDatabase, Transaction } from "@/server/db/client";
import { drillCommands, drillEvents, drills, scoreCards } from "@/server/db/schema/drills";

/** A stream that nobody else can write to until the transaction ends. */
export type LockedStream = {
  drillId: string;
  tx: Transaction;
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

/**
 * Runs `work` while holding the lock on a drill's stream, in one transaction.
 *
 * The lock is taken before anything is decided, so a decision is always made on the whole stream and is never
 * made in vain: with several writers in several instances, the second simply waits for the first. What `work`
 * throws rolls everything back.
 *
 * @throws {Refusal} "drill-not-found".
 */
export async function withLockedStream<T>(
  db: Database,
  drillId: string,
  work: (stream: LockedStream) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    // The clock is read from the row that was locked, so never before the wait for it is over.
    const [row] = await tx.execute<{ position: number; ms: string }>(
      sql`with locked as materialized (
            select ${drills.position} from ${drills} where ${drills.id} = ${drillId} for update
          )
          select position, ${CLOCK_MS} as ms from locked`,
    );
    if (!row) throw new Refusal("drill-not-found");
    return work({ drillId, tx, position: row.position, wallMs: Number(row.ms) });
  });
}

/**
 * Appends changes to a locked stream, in this order: the only place where anything is ever added to one.
 *
 * All or nothing with the rest of the transaction; nobody may be told before it has been committed.
 *
 * @param summary What lists show after the last of the changes.
 * @throws when the events do not continue the stream, which would be a bug.
 */
export async function appendToStream(
  stream: LockedStream,
  changes: readonly Change[],
  summary: Summary,
): Promise<void> {
  const { drillId, tx, position } = stream;
  const commands = changes.flatMap(({ command }) => (command ? [{ drillId, ...command }] : []));
  const rows = changes.flatMap(({ events, command }) =>
    events.map((recorded) => ({
      drillId,
      position: recorded.position,
      lane: recorded.lane,
      atMs: recorded.atMs,
      wallMs: recorded.wallMs,
      by: recorded.by,
      observedAtMs: recorded.observedAtMs,
      event: recorded.event,
      commandId: fellDue(recorded) ? null : (command?.commandId ?? null),
    })),
  );
  if (rows.some((row, i) => row.position !== position + 1 + i)) {
    throw new Error(`Events decided for drill ${drillId} do not continue its stream at ${position}.`);
  }

  // Sent one behind the other without waiting: the connection carries them out in this order.
  const sent: Promise<unknown>[] = [];
  if (commands.length > 0) sent.push(tx.insert(drillCommands).values(commands));
  if (rows.length > 0) {
    sent.push(moveOn(stream, rows.length, summary));
    for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
      sent.push(tx.insert(drillEvents).values(rows.slice(from, from + ROWS_PER_INSERT)));
    }
  }
  await Promise.all(sent);
  stream.position = position + rows.length;
}

/** Brings the drill's row to where its stream now ends. */
async function moveOn({ drillId, tx, position }: LockedStream, by: number, summary: Summary): Promise<void> {
  const moved = await tx
    .update(drills)
    .set({
      position: sql`${drills.position} + ${by}`,
      phase: summary.phase,
      leg: summary.leg,
      startedAt: dateOf(summary.startedAtMs),
      ...(summary.firstCallAtMs === undefined
        ? {}
        : {
            firstCallAt: sql`coalesce(${drills.firstCallAt}, to_timestamp(${summary.firstCallAtMs / 1_000}))`,
          }),
      endedAt: dateOf(summary.endedAtMs),
      releasedAt: dateOf(summary.releasedAtMs),
    })
    .where(and(eq(drills.id, drillId), eq(drills.position, position)))
    .returning({ position: drills.position });
  if (moved.length === 0) throw new Error(`The stream of drill ${drillId} moved while it was locked.`);
}

/** Whether an event came about by itself: by the engine, or by a side that it plays. */
function fellDue({ by }: RecordedEvent): boolean {
  return by.role === "engine" || (by.role === "player" && by.scripted === true);
}

/** PostgreSQL takes 65,535 parameters at most; a row here has nine. */
const ROWS_PER_INSERT = 1_000;

/** Keeps the score cards that a release made final. */
export async function storeScoreCards(stream: LockedStream, cards: readonly ScoreCard[]): Promise<void> {
  if (cards.length === 0) return;
  await stream.tx.insert(scoreCards).values(
    cards.map((card) => ({
      drillId: stream.drillId,
      lane: card.lane,
      side: card.side,
      rulesVersion: card.rulesVersion,
      card,
      position: card.position,
    })),
  );
}

/** Those of some commands that have been carried out before, by id, with the answer each got. */
export async function storedCommands(
  { tx, drillId }: LockedStream,
  commandIds: readonly string[],
): Promise<Map<string, CommandRecord>> {
  const rows = await tx
    .select({
      commandId: drillCommands.commandId,
      userId: drillCommands.userId,
      result: drillCommands.result,
    })
    .from(drillCommands)
    .where(and(eq(drillCommands.drillId, drillId), inArray(drillCommands.commandId, [...commandIds])));
  return new Map(rows.map((row) => [row.commandId, row]));
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
  return rows.map((row) => RecordedEvent.parse(row));
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
  return rows.map((row) => RecordedEvent.parse(row));
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

const CHANNEL = "drill";

/**
 * Tells other instances which drills have grown.
 *
 * A doorbell, not a message: it may be lost, and readers look for themselves every second or two. It is rung
 * outside the transaction that appended, because NOTIFY takes a lock of the whole server at commit.
 */
export async function ringDoorbell(db: Database, drillIds: readonly string[]): Promise<void> {
  await db.execute(
    sql`select pg_notify(${CHANNEL}, id) from json_array_elements_text(${JSON.stringify(drillIds)}::json) as id`,
  );
}

/**
 * Calls `onRing` with a drill id whenever another instance (or this one) has rung, and `onListening` each time
 * listening has begun, at first and after a lost connection: what was rung in between was missed.
 *
 * @returns a function that stops listening.
 */
export async function listenToDoorbell(
  db: OpenedDatabase,
  onRing: (drillId: string) => void,
  onListening: () => void,
): Promise<() => Promise<void>> {
  const { unlisten } = await db.$client.listen(CHANNEL, onRing, onListening);
  return async () => {
    await unlisten();
  };
}

/** Drizzle leaves a column alone that is set to undefined. */
function dateOf(unixMs: number | undefined): Date | undefined {
  return unixMs === undefined ? undefined : new Date(unixMs);
}
