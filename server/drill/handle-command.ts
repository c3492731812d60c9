import "server-only";
import { randomInt } from "node:crypto";
import { drillTimeAt } from "@/domain/drill/clock";
import { decide, joined } from "@/domain/drill/decide";
import { evolve } from "@/domain/drill/evolve";
import { planOf } from "@/domain/drill/plan";
import type { DrillCommand, DrillEvent, Participant, RecordedEvent } from "@/domain/drill/schema";
import { carryOn, scriptedPlayer } from "@/domain/drill/scripted";
import type { Drill } from "@/domain/drill/state";
import { sidesPlayed } from "@/domain/drill/view";
import { isRefusal, type Refusal } from "@/domain/refusal";
import type { Seat } from "@/domain/roster/schema";
import { scoreCard } from "@/domain/scoring/score-card";
import type { Database, Transaction } from "@/server/db/client";
import { participantIn } from "./audience";
import {
  appendToStream,
  databaseClockMs,
  storedResult,
  storeScoreCards,
  withLockedStream,
  type CommandRecord,
  type LockedStream,
  type Summary,
} from "./event-store";
import { exchangeSides, insertDrill, takeSeat, type Planned } from "./mutations";
import { caughtUp, inRoom, noteClock, roomsOf } from "./room";

/** What a command that was carried out is answered with. */
export type Done = { ok: true };

/** Seeds are whole numbers that survive every number format on the way. */
const SEED_MAX = 2 ** 31;

/**
 * Carries out one command: lock, read, let happen what has fallen due, decide, append, announce.
 *
 * The only way a participant changes a drill. Returns after the commit; until then nobody has been told.
 * The same command id again gets the same answer, and nothing happens twice.
 *
 * @throws {Refusal} when the domain says no. Of the command nothing is stored then.
 */
export async function handleCommand(
  db: Database,
  drillId: string,
  { commandId, by, command }: { commandId: string; by: Participant; command: DrillCommand },
): Promise<Done> {
  const done: Done = { ok: true };
  return changeDrill<Done>(db, drillId, async (stream, catchUp) => {
    const record: CommandRecord = { commandId, userId: by.participantId, result: done };
    if ((await storedResult(stream, record)) !== undefined) return { result: done };

    const drill = await catchUp();
    const { wallMs } = stream;
    const events = dueBy(drill, wallMs);
    try {
      const atMs = drillTimeAt(drill.clock, wallMs);
      events.push(...decide(drill, command, { by, atMs, wallMs, seed: randomInt(SEED_MAX) }));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // What fell due did so whatever was asked; the refused command itself leaves nothing.
      await store(stream, drill, events, null);
      return { refused: error };
    }
    await store(stream, drill, events, record);
    return { result: done };
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
    await store({ drillId: row.drillId, tx, position: 0, wallMs }, drill, events, null);
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
    await store(stream, drill, events, null);
    return { result: undefined };
  });
}

/** Lets happen whatever has fallen due by now. Asking too often or too late changes nothing. */
export async function letDueHappenNow(db: Database, drillId: string): Promise<void> {
  await changeDrill(db, drillId, async (stream, catchUp) => {
    const drill = await catchUp();
    await store(stream, drill, dueBy(drill, stream.wallMs), null);
    return { result: undefined };
  });
}

type Outcome<T> = { result: T } | { refused: Refusal };

/**
 * Changes a drill: alone in its room and with its stream locked.
 *
 * A refusal that comes as an outcome is thrown only after the commit, so that what fell due on the way stays.
 */
async function changeDrill<T>(
  db: Database,
  drillId: string,
  work: (stream: LockedStream, catchUp: () => Promise<Drill>) => Promise<Outcome<T>>,
): Promise<T> {
  const outcome = await inRoom(db, drillId, async (room) => {
    const rooms = roomsOf(db);
    // A cold room reads the whole stream; do that before the lock, so that nobody waits for it.
    const before = room.drill ?? (await caughtUp(room, db));
    const positionBefore = before.position;
    const stored = await withLockedStream(db, drillId, (stream) => {
      noteClock(rooms, stream.wallMs);
      return work(stream, () => caughtUp(room, stream.tx));
    });
    if (room.drill?.position !== positionBefore) rooms.unrung.add(drillId);
    return stored;
  });
  if ("refused" in outcome) throw outcome.refused;
  return outcome.result;
}

/** Events that have fallen due by a wall instant, moves of scripted sides included. Changes `drill` to match. */
function dueBy(drill: Drill, wallMs: number): RecordedEvent[] {
  return carryOn(drill, drillTimeAt(drill.clock, wallMs), wallMs);
}

async function store(
  stream: LockedStream,
  drill: Drill,
  events: readonly RecordedEvent[],
  command: CommandRecord | null,
): Promise<void> {
  await appendToStream(stream, events, summaryOf(drill, events), command);
  for (const { event } of events) {
    if (event.type === "LegStarted") await exchangeSides(stream.tx, stream.drillId, event.lane);
  }
  if (events.some(({ event }) => event.type === "ScoresReleased")) {
    const cards = drill.lanes.flatMap((lane) =>
      sidesPlayed(drill).map((side) => scoreCard(drill, lane, side)),
    );
    await storeScoreCards(stream, cards);
  }
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
  return audience === "responder" || audience === "both";
}
