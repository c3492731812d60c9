import "server-only";
import { randomInt } from "node:crypto";
import { drillTimeAt } from "@/domain/drill/clock";
import { decide } from "@/domain/drill/decide";
import type { Drill } from "@/domain/drill/state";
import { isRefusal, Refusal } from "@/domain/refusal";
import { shortTransaction, type Database } from "@/server/db/client";
import { decided, dueBy, storeDecided, type Decided, type DecidedFor } from "./decided";
import {
  lockStreams,
  storedCommands,
  withReleasedCards,
  type CommandRecord,
  type LockedStream,
} from "./event-store";
import { caughtUp, noteClock, roomOf, roomsOf, type Room, type Waiting } from "./room";

/** What becomes of one command: carried out, refused, or not stored because something broke. */
export type Outcome = "done" | { refused: Refusal } | { broke: unknown };

/** Commands that were taken off a drill's line, with what became of each. */
type Answered = { one: Waiting; outcome: Outcome }[];

export type Turn = {
  answered: Answered;
  /** Whether there were more than one transaction takes: the others need another turn. */
  more: boolean;
};

/** A drill whose room is held, and its commands. */
type Part = { room: Room; batch: readonly Waiting[] };

/** No more commands of a drill than this in one transaction: the first of them waits for the last. */
const BATCH_MAX = 64;
/** No more drills than this in one: as long as it lasts, all of them are locked. */
const DRILLS_MAX = 64;
/**
 * The next does not wait longer than this for the one before, in ms. A drill whose lock somebody holds, or a
 * connection that has died without a word, must not hold up all the others.
 */
const PATIENCE_MS = 250;

// By pool, like the rooms.
const lines = new WeakMap<Database, Line>();
type Line = {
  readonly rooms: { room: Room; resolve: (turn: Turn) => void; reject: (error: unknown) => void }[];
  /** Whether the next has to wait. */
  busy: boolean;
};

/**
 * Carries out what a drill's line holds and lets happen what has fallen due, in the next transaction of this
 * instance. Drills that get here while one is under way share the next, because what a commit costs hardly grows
 * with what is in it (docs/decisions/0027-group-commit.md).
 *
 * Call it with the room held, and its drill in memory. Nothing has been told to anybody when it returns.
 *
 * @returns what became of each command. Breaks in storing are among them; so are refusals.
 * @throws when nobody waited, and what fell due could not be stored.
 */
export async function carryOutWaiting(db: Database, room: Room): Promise<Turn> {
  const line = lines.get(db) ?? { rooms: [], busy: false };
  lines.set(db, line);
  return new Promise((resolve, reject) => {
    line.rooms.push({ room, resolve, reject });
    // Drills that get here in the same turn of the event loop are let in too.
    if (line.rooms.length === 1) setImmediate(() => void carryOutLine(db, line));
  });
}

async function carryOutLine(db: Database, line: Line): Promise<void> {
  if (line.busy || line.rooms.length === 0) return;
  line.busy = true;
  let waiting = true;
  const goOn = () => {
    clearTimeout(patience);
    if (!waiting) return;
    waiting = false;
    line.busy = false;
    void carryOutLine(db, line);
  };
  const patience = setTimeout(goOn, PATIENCE_MS);

  const taken = line.rooms.splice(0, DRILLS_MAX);
  const parts = taken.map(({ room }) => ({ room, batch: room.waiting.splice(0, BATCH_MAX) }));
  const more = taken.map(({ room }) => room.waiting.length > 0);
  const outcomes = await outcomesOf(db, parts);
  goOn();
  taken.forEach(({ resolve, reject }, i) => {
    const outcome = outcomes[i];
    if (outcome === undefined || "broke" in outcome) reject(outcome?.broke);
    else resolve({ answered: outcome.answered, more: more[i] === true });
  });
}

type PartOutcome = { answered: Answered } | { broke: unknown };

/** Never throws: what breaks for one drill must not cost the others theirs. */
async function outcomesOf(db: Database, parts: readonly Part[]): Promise<PartOutcome[]> {
  try {
    return (await carryOut(db, parts)).map((answered) => ({ answered }));
  } catch (error) {
    // The folds ran ahead of the database.
    for (const { room } of parts) room.drill = null;
    if (parts.length === 1 && parts[0] && parts[0].batch.length <= 1) {
      const [one] = parts[0].batch;
      return [one ? { answered: [{ one, outcome: { broke: error } }] } : { broke: error }];
    }
    // Each command by itself, a drill's in their order, and no drill waits for another. Those that were stored after
    // all, because only the news of it was lost, are found by their ids.
    return Promise.all(parts.map(({ room, batch }) => oneByOne(db, room, batch)));
  }
}

async function oneByOne(db: Database, room: Room, batch: readonly Waiting[]): Promise<PartOutcome> {
  if (batch.length === 0) return (await outcomesOf(db, [{ room, batch }]))[0] ?? { answered: [] };
  const answered: Answered = [];
  for (const one of batch) {
    const [outcome] = await outcomesOf(db, [{ room, batch: [one] }]);
    if (outcome && "answered" in outcome) answered.push(...outcome.answered);
  }
  return { answered };
}

/**
 * One transaction: lock, let happen what has fallen due, decide command after command, append.
 *
 * @returns for each part, what became of its commands.
 * @throws when anything breaks; nothing is stored then, and the folds are ahead of what is.
 */
async function carryOut(db: Database, parts: readonly Part[]): Promise<Answered[]> {
  const rooms = roomsOf(db);
  const wanted = parts.flatMap(({ room: { drillId }, batch }) =>
    batch.map(({ commandId }) => ({ drillId, commandId })),
  );
  const results = await shortTransaction(db, async (tx, commit) => {
    // One behind the other on one connection: the ids are looked up when the locks are held.
    const [streams, known] = await Promise.all([
      lockStreams(
        tx,
        parts.map(({ room }) => room.drillId),
      ),
      storedCommands(tx, wanted),
    ]);
    const all: DecidedFor[] = [];
    const answered: Answered[] = [];
    for (const { room, batch } of parts) {
      const stream = streams.get(room.drillId);
      if (!stream) throw new Refusal("drill-not-found");
      noteClock(rooms, stream.wallMs);
      const drill = room.drill?.position === stream.position ? room.drill : await caughtUp(room, tx);
      // A card that was judged anew since moves no position.
      await withReleasedCards(tx, room.drillId, drill);
      const before = new Map(
        known.flatMap((one) => (one.drillId === room.drillId ? [[one.commandId, one] as const] : [])),
      );
      const changes: Decided[] = [];
      answered.push(batch.map((one) => ({ one, outcome: carryOutOne(drill, stream, one, before, changes) })));
      if (batch.length === 0) changes.push(decided(drill, dueBy(drill, stream.wallMs), null));
      all.push({ stream, drill, changes });
    }
    await storeDecided(tx, all, commit);
    return { all, answered };
  });
  for (const { stream, changes } of results.all) {
    if (!changes.some(({ events }) => events.length > 0)) continue;
    rooms.unrung.add(stream.drillId);
    roomOf(db, stream.drillId).storedWallMs = stream.wallMs;
  }
  return results.answered;
}

/** Decides one command on the drill as the ones before it left it, and adds what it changes to `changes`. */
function carryOutOne(
  drill: Drill,
  { wallMs }: LockedStream,
  { commandId, by, command, known: facts = {} }: Waiting,
  known: Map<string, CommandRecord>,
  changes: Decided[],
): Outcome {
  const before = known.get(commandId);
  if (before) {
    return before.userId === by.participantId ? "done" : { refused: new Refusal("request-not-understood") };
  }
  // What falls due does so whatever was asked; a refused command itself leaves nothing.
  changes.push(decided(drill, dueBy(drill, wallMs), null));
  try {
    const atMs = drillTimeAt(drill.clock, wallMs);
    const events = decide(drill, command, { by, atMs, wallMs, seed: randomInt(SEED_MAX), ...facts });
    const record = { commandId, userId: by.participantId, result: { ok: true } };
    changes.push(decided(drill, events, record));
    known.set(commandId, record);
    return "done";
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { refused: error };
  }
}

/** Seeds are whole numbers that survive every number format on the way. */
const SEED_MAX = 2 ** 31;
