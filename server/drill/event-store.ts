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
    const [row] = await tx
      .select({ position: drills.position })
      .from(drills)
      .where(eq(drills.id, drillId))
      .for("update");
    if (!row) throw new Refusal("drill-not-found");
    // A statement of its own: in the one that waits for the lock the clock would be read before the wait.
    return work({ drillId, tx, position: row.position, wallMs: await databaseClockMs(tx) });
  });
}

/**
 * Appends events to a locked stream: the only place where anything is ever added to one.
 *
 * All or nothing with the rest of the transaction; nobody may be told before it has been committed.
 *
 * @param command The command the events come from; null when they fell due by themselves.
 * @throws when the events do not continue the stream, which would be a bug.
 */
export async function appendToStream(
  stream: LockedStream,
  events: readonly RecordedEvent[],
  summary: Summary,
  command: CommandRecord | null,
): Promise<void> {
  const { drillId, tx, position } = stream;
  if (events.some((event, i) => event.position !== position + 1 + i)) {
    throw new Error(`Events decided for drill ${drillId} do not continue its stream at ${position}.`);
  }
  if (command) {
    await tx.insert(drillCommands).values({ drillId, ...command });
  }
  if (events.length === 0) return;

  const moved = await tx
    .update(drills)
    .set({
      position: sql`${drills.position} + ${events.length}`,
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

  for (let from = 0; from < events.length; from += ROWS_PER_INSERT) {
    await tx.insert(drillEvents).values(
      events.slice(from, from + ROWS_PER_INSERT).map((recorded) => ({
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
  }
  stream.position = position + events.length;
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

/**
 * The answer a command got when it was carried out; undefined when it never was.
 *
 * @throws {Refusal} when the id is taken by somebody else's command.
 */
export async function storedResult(
  { tx, drillId }: LockedStream,
  { commandId, userId }: { commandId: string; userId: string },
): Promise<unknown> {
  const [row] = await tx
    .select({ userId: drillCommands.userId, result: drillCommands.result })
    .from(drillCommands)
    .where(and(eq(drillCommands.drillId, drillId), eq(drillCommands.commandId, commandId)));
  if (row && row.userId !== userId) throw new Refusal("request-not-understood");
  return row?.result;
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

/** Unix time in ms by the database's clock: the one clock that every instance goes by. */
export async function databaseClockMs(db: Database): Promise<number> {
  const [row] = await db.execute<{ ms: string }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as ms`,
  );
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
