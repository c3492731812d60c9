import "server-only";
import { randomInt } from "node:crypto";
import { drillTimeAt } from "@/domain/drill/clock";
import { decide, joined } from "@/domain/drill/decide";
import { evolve } from "@/domain/drill/evolve";
import { planOf } from "@/domain/drill/plan";
import type { DrillCommand, DrillEvent, Participant, RecordedEvent } from "@/domain/drill/schema";
import { carryOn, scriptedPlayer } from "@/domain/drill/scripted";
import { sidesOf } from "@/domain/drill/team-role";
import type { Drill } from "@/domain/drill/state";
import { sidesPlayed } from "@/domain/drill/view";
import { isRefusal, Refusal } from "@/domain/refusal";
import type { Seat } from "@/domain/roster/schema";
import type { ScoreCard } from "@/domain/scoring/schema";
import { scoreCard } from "@/domain/scoring/score-card";
import type { Database, Transaction } from "@/server/db/client";
import { participantIn } from "./audience";
import {
  appendToStream,
  databaseClockMs,
  storedCommands,
  storeScoreCards,
  withLockedStream,
  type Change,
  type CommandRecord,
  type LockedStream,
  type Summary,
} from "./event-store";
import { exchangeSides, insertDrill, takeSeat, type Planned } from "./mutations";
import { caughtUp, inRoom, noteClock, roomOf, roomsOf, type Room, type Waiting } from "./room";

/** What a command that was carried out is answered with. */
export type Done = { ok: true };

/** Seeds are whole numbers that survive every number format on the way. */
const SEED_MAX = 2 ** 31;

/** No more commands than this in one transaction: the first of them waits for the last. */
const BATCH_MAX = 64;

/**
 * Carries out one command: lock, read, let happen what has fallen due, decide, append, announce.
 *
 * The only way a participant changes a drill. Returns after the commit; until then nobody has been told.
 * The same command id again gets the same answer, and nothing happens twice. Commands that come while the drill
 * is busy wait in line and share the next transaction; each is decided by itself, in the order they came.
 *
 * @throws {Refusal} when the domain says no. Of the command nothing is stored then.
 */
export async function handleCommand(
  db: Database,
  drillId: string,
  asked: { commandId: string; by: Participant; command: DrillCommand },
): Promise<Done> {
  const { waiting } = roomOf(db, drillId);
  return new Promise<Done>((resolve, reject) => {
    waiting.push({ ...asked, done: () => resolve({ ok: true }), failed: reject });
    if (waiting.length === 1) void carryOutWaiting(db, drillId);
  });
}

/** Takes one turn in the drill's room for those who wait, and answers them once it is stored. */
async function carryOutWaiting(db: Database, drillId: string): Promise<void> {
  let batch: Waiting[] = [];
  try {
    const answers = await inRoom(db, drillId, async (room) => {
      batch = room.waiting.splice(0, BATCH_MAX);
      if (room.waiting.length > 0) void carryOutWaiting(db, drillId);
      return carryOut(db, room, batch);
    });
    batch.forEach((one, i) => answer(one, answers[i]));
  } catch (error) {
    if (batch.length <= 1) {
      for (const { failed } of batch) failed(error);
      return;
    }
    // What breaks on one of them must not cost the others theirs. Those that were stored after all, because only
    // the news of it was lost, are found by their ids.
    for (const one of batch) {
      inRoom(db, drillId, (room) => carryOut(db, room, [one])).then(
        ([outcome]) => answer(one, outcome),
        one.failed,
      );
    }
  }
}

function answer({ done, failed }: Waiting, outcome: Outcome<Done> | undefined): void {
  if (outcome === undefined) failed(new Error("A command was left without an outcome."));
  else if ("refused" in outcome) failed(outcome.refused);
  else done();
}

/** Carries out commands in one transaction, alone in the drill's room. @returns an outcome for each. */
async function carryOut(db: Database, room: Room, batch: readonly Waiting[]): Promise<Outcome<Done>[]> {
  return changeStream(db, room, async (stream, catchUp) => {
    const known = await storedCommands(
      stream,
      batch.map(({ commandId }) => commandId),
    );
    const drill = await catchUp();
    const { wallMs } = stream;
    const changes: Decided[] = [];
    const outcomes = batch.map(({ commandId, by, command }): Outcome<Done> => {
      const before = known.get(commandId);
      if (before) {
        return before.userId === by.participantId
          ? { result: { ok: true } }
          : { refused: new Refusal("request-not-understood") };
      }
      // What falls due does so whatever was asked; a refused command itself leaves nothing.
      changes.push(decided(drill, dueBy(drill, wallMs), null));
      try {
        const atMs = drillTimeAt(drill.clock, wallMs);
        const events = decide(drill, command, { by, atMs, wallMs, seed: randomInt(SEED_MAX) });
        const record = { commandId, userId: by.participantId, result: { ok: true } };
        changes.push(decided(drill, events, record));
        known.set(commandId, record);
        return { result: { ok: true } };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return { refused: error };
      }
    });
    await store(stream, drill, changes);
    return outcomes;
  });
}

/**
 * Plans a drill: its row, its places and the first events, all or nothing. Whoever plans it has come in, and so
 * have the scripted sides. Everything it will be played on is in the first event.
 *
 * @throws {Refusal} "not-found" when a person named is unknown or switched off.
 */
export async function planDrill(
  db: Database,
  planned: Planned & { creatorName: string; creatorSeat: Seat },
): Promise<{ drillId: string; joinCode: string }> {
  const creator = participantIn(planned.creatorSeat, {
    userId: planned.createdBy,
    name: planned.creatorName,
  });
  const others = planned.seats.filter(({ userId }) => userId !== planned.createdBy);
  return db.transaction(async (tx) => {
    const row = await insertDrill(tx, { ...planned, seats: others });
    await takeSeat(tx, row.drillId, planned.createdBy, planned.creatorSeat);
    const wallMs = await databaseClockMs(tx);
    const first: RecordedEvent = {
      position: 1,
      lane: 0,
      atMs: 0,
      wallMs,
      by: creator,
      observedAtMs: null,
      event: { type: "DrillPlanned", setup: planned.setup },
    };
    const drill = evolve(null, first);
    if (!drill) throw new Error("The first event of a drill did not make one.");
    const events = [first, ...joined(drill, creator, 0, wallMs)];
    for (const side of planned.setup.scripted) {
      events.push(...joined(drill, scriptedPlayer(side), 0, wallMs));
    }
    // The row is new and not committed: nobody else can see it, which is as good as a lock.
    await store({ drillId: row.drillId, tx, position: 0, wallMs }, drill, [decided(drill, events, null)]);
    return row;
  });
}

/**
 * Records that somebody has come in.
 *
 * @param takePlace Runs with the stream locked, so that no two people take one place; stores the place and
 *   returns who comes in, in which.
 * @throws {Refusal} whatever `takePlace` refuses; nothing is stored then.
 */
export async function recordJoining(
  db: Database,
  drillId: string,
  takePlace: (tx: Transaction) => Promise<Participant>,
): Promise<void> {
  await changeDrill(db, drillId, async (stream, catchUp) => {
    const drill = await catchUp();
    const participant = await takePlace(stream.tx);
    const events = dueBy(drill, stream.wallMs);
    events.push(...joined(drill, participant, drillTimeAt(drill.clock, stream.wallMs), stream.wallMs));
    await store(stream, drill, [decided(drill, events, null)]);
  });
}

/** Lets happen whatever has fallen due by now. Asking too often or too late changes nothing. */
export async function letDueHappenNow(db: Database, drillId: string): Promise<void> {
  await changeDrill(db, drillId, async (stream, catchUp) => {
    const drill = await catchUp();
    await store(stream, drill, [decided(drill, dueBy(drill, stream.wallMs), null)]);
  });
}

type Outcome<T> = { result: T } | { refused: Refusal };

/** Changes a drill: alone in its room and with its stream locked. */
async function changeDrill<T>(db: Database, drillId: string, work: Work<T>): Promise<T> {
  return inRoom(db, drillId, (room) => changeStream(db, room, work));
}

type Work<T> = (stream: LockedStream, catchUp: () => Promise<Drill>) => Promise<T>;

async function changeStream<T>(db: Database, room: Room, work: Work<T>): Promise<T> {
  const rooms = roomsOf(db);
  const { drillId } = room;
  // A cold room reads the whole stream; do that before the lock, so that nobody waits for it.
  const before = room.drill ?? (await caughtUp(room, db));
  const positionBefore = before.position;
  const stored = await withLockedStream(db, drillId, (stream) => {
    noteClock(rooms, stream.wallMs);
    return work(stream, async () =>
      room.drill?.position === stream.position ? room.drill : caughtUp(room, stream.tx),
    );
  });
  if (room.drill?.position !== positionBefore) rooms.unrung.add(drillId);
  return stored;
}

/** Events that have fallen due by a wall instant, moves of scripted sides included. Changes `drill` to match. */
function dueBy(drill: Drill, wallMs: number): RecordedEvent[] {
  return carryOn(drill, drillTimeAt(drill.clock, wallMs), wallMs);
}

/** A change, with the score cards it made final. */
type Decided = Change & { cards: readonly ScoreCard[] };

/** Made right after the events were decided: the cards are those of this moment, whatever follows. */
function decided(drill: Drill, events: readonly RecordedEvent[], command: CommandRecord | null): Decided {
  const released = events.some(({ event }) => event.type === "ScoresReleased");
  const cards = released
    ? drill.lanes.flatMap((lane) => sidesPlayed(drill).map((side) => scoreCard(drill, lane, side)))
    : [];
  return { events, command, cards };
}

async function store(stream: LockedStream, drill: Drill, changes: readonly Decided[]): Promise<void> {
  const events = changes.flatMap((change) => change.events);
  await appendToStream(stream, changes, summaryOf(drill, events));
  for (const { event } of events) {
    if (event.type === "LegStarted") await exchangeSides(stream.tx, stream.drillId, event.lane);
  }
  await storeScoreCards(
    stream,
    changes.flatMap(({ cards }) => cards),
  );
}

/** What the lists have to learn from events that have just been decided. */
function summaryOf(drill: Drill, events: readonly RecordedEvent[]): Summary {
  const summary: Summary = { phase: drill.phase, leg: drill.leg };
  for (const { event, wallMs } of events) {
    if (event.type === "DrillStarted") summary.startedAtMs = wallMs;
    if (event.type === "DrillEnded") summary.endedAtMs = wallMs;
    if (event.type === "ScoresReleased") summary.releasedAtMs = wallMs;
    if (reachesResponder(drill, event)) summary.firstCallAtMs ??= wallMs;
  }
  return summary;
}

/** Whether an event hands something to the responders: with the first of these a hidden drill is no longer hidden. */
function reachesResponder(drill: Drill, event: DrillEvent): boolean {
  const audience =
    event.type === "AdHocInjectSent"
      ? event.audience
      : event.type === "InjectDelivered"
        ? planOf(drill.setup).injects.get(event.injectId)?.audience
        : undefined;
  return audience !== undefined && sidesOf(audience).includes("responder");
}
