import "server-only";
import { drillTimeAt } from "@/domain/drill/clock";
import { joined } from "@/domain/drill/decide";
import { evolve } from "@/domain/drill/evolve";
import type { Participant, RecordedEvent } from "@/domain/drill/schema";
import { scriptedPlayer } from "@/domain/drill/scripted-player";
import { Refusal } from "@/domain/refusal";
import type { Seat } from "@/domain/roster/schema";
import type { Database, Transaction } from "@/server/db/client";
import { countingCommand } from "@/server/metrics";
import { participantIn } from "./audience";
import { decided, dueBy, storeDecided } from "./decided";
import { databaseClockMs, lockStreams, withReleasedCards } from "./event-store";
import { carryOutWaiting } from "./group-commit";
import { insertDrill, takeSeat, type Planned } from "./mutations";
import { caughtUp, inRoom, noteClock, roomOf, roomsOf, type Waiting } from "./room";

/** What a command that was carried out is answered with. */
export type Done = { ok: true };

/**
 * Carries out one command: lock, read, let happen what has fallen due, decide, append, announce.
 *
 * The only way a participant changes a drill. Returns after the commit; until then nobody has been told.
 * The same command id again gets the same answer, and nothing happens twice. Commands that come while the drill
 * is busy wait in line and share the next transaction; each is decided by itself, in the order they came.
 *
 * @throws {Refusal} when the domain says no. Of the command nothing is stored then.
 */
export function handleCommand(
  db: Database,
  drillId: string,
  asked: Pick<Waiting, "commandId" | "by" | "command" | "known">,
): Promise<Done> {
  const { waiting } = roomOf(db, drillId);
  return countingCommand(
    () =>
      new Promise<Done>((resolve, reject) => {
        waiting.push({ ...asked, done: () => resolve({ ok: true }), failed: reject });
        // A turn sees to all who wait by then; only the first in line has to ask for one.
        if (waiting.length === 1) takeTurn(db, drillId).catch(noop);
      }),
  );
}

/** Lets happen whatever has fallen due by now. Asking too often or too late changes nothing. */
export async function letDueHappenNow(db: Database, drillId: string): Promise<void> {
  await takeTurn(db, drillId);
}

/**
 * Takes one turn in the drill's room for all who wait by then, and answers them once it is stored and announced.
 *
 * @throws when the drill could not be read, or what fell due could not be stored: whoever waits has been told.
 */
async function takeTurn(db: Database, drillId: string): Promise<void> {
  try {
    const { answered, more } = await inRoom(db, drillId, async (room) => {
      // A cold room reads the whole stream: before anything is locked, so that nobody waits for it.
      if (room.drill === null) await caughtUp(room, db);
      return carryOutWaiting(db, room);
    });
    for (const { one, outcome } of answered) {
      if (outcome === "done") one.done();
      else one.failed("refused" in outcome ? outcome.refused : outcome.broke);
    }
    if (more) await takeTurn(db, drillId);
  } catch (error) {
    for (const { failed } of roomOf(db, drillId).waiting.splice(0)) failed(error);
    throw error;
  }
}

/**
 * Plans a drill: its row, its places and the first events, all or nothing. Whoever plans it has come in, and so
 * have the scripted sides. Everything it will be played on is in the first event.
 *
 * @throws {Refusal} "not-found" when a person named is unknown or switched off.
 */
export async function planDrill(
  db: Database,
  planned: Planned & { creatorName: string; creatorLatinName?: string | null; creatorSeat: Seat },
): Promise<{ drillId: string; joinCode: string }> {
  const creator = participantIn(planned.creatorSeat, {
    userId: planned.createdBy,
    name: planned.creatorName,
    latinName: planned.creatorLatinName,
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
    const stream = { drillId: row.drillId, position: 0, wallMs };
    await storeDecided(tx, [{ stream, drill, changes: [decided(drill, events, null)] }]);
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
  await inRoom(db, drillId, async (room) => {
    const rooms = roomsOf(db);
    if (room.drill === null) await caughtUp(room, db);
    await db.transaction(async (tx) => {
      const stream = (await lockStreams(tx, [drillId])).get(drillId);
      if (!stream) throw new Refusal("drill-not-found");
      noteClock(rooms, stream.wallMs);
      const drill = room.drill?.position === stream.position ? room.drill : await caughtUp(room, tx);
      await withReleasedCards(tx, drillId, drill);
      const participant = await takePlace(tx);
      const events = dueBy(drill, stream.wallMs);
      events.push(...joined(drill, participant, drillTimeAt(drill.clock, stream.wallMs), stream.wallMs));
      await storeDecided(tx, [{ stream, drill, changes: [decided(drill, events, null)] }]);
    });
    rooms.unrung.add(drillId);
  });
}

function noop(): void {}
