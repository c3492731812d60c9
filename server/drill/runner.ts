import "server-only";
import type { OpenedDatabase } from "@/server/db/client";
import { openAlarms, type Alarms } from "./alarms";
import { openBackground, type Background } from "@/server/background";
import { databaseDoorbell, type Doorbell } from "./doorbell";
import { databaseClockMs, readPositions } from "./event-store";
import {
  closeHub,
  forgetUnwatched,
  hubOf,
  isWatched,
  pingSubscribers,
  reviewSubscribers,
  showWalls,
  watchedDrills,
} from "./hub";
import { clearIdleRooms, noteClock, refresh, roomsOf, type Rooms } from "./room";

/** How long news from another instance can take when a ring of the doorbell is lost. */
const POLL_MS = 1_500;
/** Streams are looked over this often: a person removed from a drill loses theirs within it. */
const REVIEW_MS = 5_000;
/** Often enough for proxies that cut silent connections after half a minute. */
const PING_MS = 10_000;
/** Walls are brought up to their time this often, whatever happens. */
const WALL_MS = 1_000;
/** A drill nobody has used for so long leaves the memory. */
const IDLE_MS = 10 * 60_000;
/** Coalesced: however fast a drill moves, other instances are rung at most this often. */
const RING_MS = 50;

export type Runner = { stop: () => Promise<void> };

/**
 * Keeps the drills of one instance going: what falls due happens without any browser, news of other instances
 * arrives, and streams end when the right to them does.
 *
 * Every instance wakes for every running drill. That each thing happens once is settled where it is stored: the
 * first to get the drill's lock lets it happen, the others then find nothing due. So there is no leader to lose
 * (docs/decisions/0007-one-stream-per-drill.md).
 */
export function startRunner(db: OpenedDatabase, doorbell: Doorbell = databaseDoorbell(db)): Runner {
  const rooms = roomsOf(db);
  const hub = hubOf(db);
  const background = openBackground();
  const alarms = openAlarms(db, rooms, background);
  const ringing = openRinging(rooms, doorbell, background);
  rooms.watchers.add(alarms.changed);
  rooms.watchers.add(ringing.soon);

  const look = () => lookForNews(db, alarms, background);
  const listening = listen(db, doorbell, background, () =>
    background.run("looking for news of drills", look),
  );
  background.run("reading the database's clock", async () => noteClock(rooms, await databaseClockMs(db)));
  background.run("looking for news of drills", look);

  const timers = [
    every(POLL_MS, () => background.runOnce("looking for news of drills", look)),
    every(REVIEW_MS, () => background.runOnce("looking over the streams", () => reviewSubscribers(hub))),
    every(PING_MS, () => pingSubscribers(hub)),
    every(WALL_MS, () => background.runOnce("showing the walls", () => showWalls(hub))),
  ];

  return {
    async stop() {
      background.stop();
      for (const timer of timers) clearInterval(timer);
      alarms.stop();
      ringing.stop();
      rooms.watchers.delete(ringing.soon);
      rooms.watchers.delete(alarms.changed);
      closeHub(hub);
      await background.settled();
      await listening.stop();
    },
  };
}

/** Brings up to date what others have changed of the drills that are used here, and forgets those that are not. */
async function lookForNews(db: OpenedDatabase, alarms: Alarms, background: Background): Promise<void> {
  const rooms = roomsOf(db);
  const hub = hubOf(db);
  const wanted = [...new Set([...rooms.byDrill.keys(), ...watchedDrills(hub)])];
  for (const { drillId, position, running } of await readPositions(db, wanted)) {
    const room = rooms.byDrill.get(drillId);
    const known = room?.drill?.position ?? 0;
    const needed = running || isWatched(hub, drillId);
    if (known < position && needed) {
      // Each by itself: a drill that cannot be read must not keep the others from going on.
      background.runOnce(`reading drill ${drillId}`, () => refresh(db, drillId));
    }
    if (running && !alarms.has(drillId) && room?.drill) alarms.setFor(drillId, room.drill);
  }
  clearIdleRooms(db, IDLE_MS, (drillId) => isWatched(hub, drillId) || alarms.has(drillId));
  forgetUnwatched(hub, (drillId) => !rooms.byDrill.has(drillId));
}

/** Listens for the rings of other instances; `look` is for when some may have been missed. */
function listen(db: OpenedDatabase, doorbell: Doorbell, background: Background, look: () => void) {
  const onRing = (drillId: string) => {
    // Whoever has nothing of the drill in memory does not care.
    if (!roomsOf(db).byDrill.has(drillId)) return;
    background.run(`reading drill ${drillId}`, () => refresh(db, drillId));
  };
  let stopListening: (() => Promise<void>) | undefined;
  background.run("listening for news of drills", async () => {
    const stop = await doorbell.listen(onRing, look);
    if (background.isStopped()) await stop();
    else stopListening = stop;
  });
  return { stop: async () => stopListening?.() };
}

/** Rings soon, with whatever else changes until then: an idle instance has nothing to wake up for. */
function openRinging(rooms: Rooms, doorbell: Doorbell, background: Background) {
  let ringing: NodeJS.Timeout | undefined;
  const ring = async () => {
    const drillIds = [...rooms.unrung];
    rooms.unrung.clear();
    await doorbell.ring(drillIds);
  };
  return {
    soon() {
      if (ringing !== undefined || rooms.unrung.size === 0 || background.isStopped()) return;
      ringing = setTimeout(() => {
        ringing = undefined;
        background.run("ringing the doorbell", ring);
      }, RING_MS);
    },
    stop: () => clearTimeout(ringing),
  };
}

function every(ms: number, work: () => void): NodeJS.Timeout {
  return setInterval(work, ms);
}
