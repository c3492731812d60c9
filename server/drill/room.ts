import "server-only";
import type { Asked } from "@/domain/drill/asking";
import { evolve, fold } from "@/domain/drill/evolve";
import type { DrillCommand, Participant } from "@/domain/drill/schema";
import type { Drill } from "@/domain/drill/state";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { log } from "@/server/log";
import { readStream, withReleasedCards } from "./event-store";

/** What is not for the asker to claim. */
export type Known = Pick<Asked, "absent" | "isCaptain" | "isOfTeam">;

/** A command that waits for its turn, and what becomes of whoever sent it. */
export type Waiting = {
  commandId: string;
  by: Participant;
  command: DrillCommand;
  /** What the server knows of whoever asks; read only for commands that go by it. */
  known?: Known | undefined;
  done: () => void;
  failed: (error: unknown) => void;
};

/**
 * A drill in memory: folded once, then carried forward event by event.
 *
 * `evolve` changes the fold in place, so only whoever holds the room (`inRoom`) may look at `drill`, and a
 * fold that may hold something the database does not (a decision that was not stored) is thrown away.
 */
export type Room = {
  readonly drillId: string;
  /** Null until the first use, and after any error. */
  drill: Drill | null;
  /** When the last change was stored, in Unix ms by the database's clock; null once the watchers have been told. */
  storedWallMs: number | null;
  /** Position the watchers were last told of. */
  announced: number;
  /** Commands that wait for the next turn, in the order they came. */
  readonly waiting: Waiting[];
  /** The end of the line of those who want the room. */
  lastInLine: Promise<unknown>;
  lastUsedMs: number;
};

/**
 * Called when a drill has changed and the change is stored, while the room is still held: the only moment at
 * which a watcher may look at the drill. Must not wait.
 */
export type RoomWatcher = (drillId: string, drill: Drill) => void;

/** The drills one instance of the server has in memory, and who wants to know when one changes. */
export type Rooms = {
  readonly byDrill: Map<string, Room>;
  readonly watchers: Set<RoomWatcher>;
  /** Drills this instance has written to since it last rang the doorbell. */
  readonly unrung: Set<string>;
  /** The database's clock minus this machine's, in ms; null until it was first seen. */
  clockOffsetMs: number | null;
  clockNotedMs: number;
};

// By database pool: a process has one, so Next.js's second copy of this module finds the same rooms; a test that
// opens two pools has two instances of the server.
const shared = globalThis as typeof globalThis & { sandtableRooms?: WeakMap<Database, Rooms> };

/** The rooms of the instance that owns this pool. */
export function roomsOf(db: Database): Rooms {
  const all = (shared.sandtableRooms ??= new WeakMap<Database, Rooms>());
  const known = all.get(db);
  if (known) return known;
  const made: Rooms = {
    byDrill: new Map(),
    watchers: new Set(),
    unrung: new Set(),
    clockOffsetMs: null,
    clockNotedMs: 0,
  };
  all.set(db, made);
  return made;
}

/**
 * Runs `work` alone in a drill's room, after everybody who asked before.
 *
 * Whatever it did to the fold has to be stored when it returns: the watchers are told at once. When it throws,
 * the room is emptied, because the fold may have run ahead of the database; the next one reads the stream anew.
 */
export async function inRoom<T>(db: Database, drillId: string, work: (room: Room) => Promise<T>): Promise<T> {
  const rooms = roomsOf(db);
  const room = roomOf(db, drillId);
  const before = room.lastInLine;
  const turn = (async () => {
    await before;
    room.lastUsedMs = Date.now();
    try {
      const result = await work(room);
      announce(rooms, room);
      return result;
    } catch (error) {
      room.drill = null;
      throw error;
    }
  })();
  // Those who come after wait for the end of this turn, however it ends.
  room.lastInLine = turn.then(noop, noop);
  return turn;
}

/**
 * Reads what has been added to the stream since the room last looked. Call it inside `inRoom`.
 *
 * @param from Where to read: the pool, or the transaction that holds the lock.
 * @throws {Refusal} "drill-not-found" when the stream is empty.
 */
export async function caughtUp(room: Room, from: Database): Promise<Drill> {
  const news = await readStream(from, room.drillId, room.drill?.position ?? 0);
  // A drill that is read for the first time is old news.
  if (room.drill) room.storedWallMs = news.at(-1)?.wallMs ?? room.storedWallMs;
  for (const recorded of news) room.drill = evolve(room.drill, recorded);
  if (!room.drill) throw new Refusal("drill-not-found");
  await withReleasedCards(from, room.drillId, room.drill);
  return room.drill;
}

/** Looks for news of a drill that another instance may have written; the watchers hear of any. */
export async function refresh(db: Database, drillId: string): Promise<void> {
  await inRoom(db, drillId, (room) => caughtUp(room, db));
}

/**
 * Reads something off a drill as it stands.
 *
 * @param read Must neither change nor keep the drill.
 * @throws {Refusal} "drill-not-found".
 */
export async function fromDrill<T>(db: Database, drillId: string, read: (drill: Drill) => T): Promise<T> {
  return inRoom(db, drillId, async (room) => read(await caughtUp(room, db)));
}

/**
 * The drill as it stood right after one of its events, folded anew: for reviews.
 *
 * @throws {Refusal} "drill-not-found".
 */
export async function drillAt(db: Database, drillId: string, position: number): Promise<Drill> {
  const events = await readStream(db, drillId, 0);
  const drill = fold(events.filter((event) => event.position <= position));
  if (!drill) throw new Refusal("drill-not-found");
  return drill;
}

/** Forgets rooms that nobody has used for a while. What they held is in the database. */
export function clearIdleRooms(db: Database, idleMs: number, keep: (drillId: string) => boolean): void {
  const { byDrill } = roomsOf(db);
  for (const [drillId, room] of byDrill) {
    if (Date.now() - room.lastUsedMs > idleMs && !keep(drillId)) byDrill.delete(drillId);
  }
}

/** Unix time in ms by the database's clock, without asking it. */
export function estimatedWallMs(rooms: Rooms): number {
  return Date.now() + (rooms.clockOffsetMs ?? 0);
}

/** A reading is trusted no longer than this, because clocks are set now and then. */
const CLOCK_READING_MS = 60_000;

/**
 * Takes note of a reading of the database's clock.
 *
 * Every reading is old by the time it took to get here, so the largest difference is the nearest to the truth.
 */
export function noteClock(rooms: Rooms, wallMs: number): void {
  const offsetMs = wallMs - Date.now();
  const isOld = Date.now() - rooms.clockNotedMs > CLOCK_READING_MS;
  if (rooms.clockOffsetMs !== null && offsetMs < rooms.clockOffsetMs && !isOld) return;
  rooms.clockOffsetMs = offsetMs;
  rooms.clockNotedMs = Date.now();
}

/** The room of a drill, which is made when there is none. Only `inRoom` may look at its `drill`. */
export function roomOf(db: Database, drillId: string): Room {
  const { byDrill } = roomsOf(db);
  const known = byDrill.get(drillId);
  if (known) return known;
  const room: Room = {
    drillId,
    drill: null,
    storedWallMs: null,
    announced: 0,
    waiting: [],
    lastInLine: Promise.resolve(),
    lastUsedMs: Date.now(),
  };
  byDrill.set(drillId, room);
  return room;
}

function announce(rooms: Rooms, room: Room): void {
  if (!room.drill || room.drill.position === room.announced) return;
  room.announced = room.drill.position;
  for (const watcher of rooms.watchers) {
    try {
      watcher(room.drillId, room.drill);
    } catch (error) {
      // The change is stored and acknowledged whatever becomes of those who look on.
      log.error({ err: error, drillId: room.drillId }, "a watcher of a drill failed");
    }
  }
  room.storedWallMs = null;
}

function noop(): void {}
