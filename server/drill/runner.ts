import "server-only";
import { nextWakeWallMs } from "@/domain/rehearsal/scripted";
import { isRefusal } from "@/domain/refusal";
import type { OpenedDatabase } from "@/server/db/client";
import { log } from "@/server/log";
import { databaseDoorbell, type Doorbell } from "./doorbell";
import { databaseClockMs, readPositions } from "./event-store";
import { letDueHappenNow } from "./handle-command";
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
import {
  clearIdleRooms,
  estimatedWallMs,
  inRoom,
  noteClock,
  refresh,
  roomsOf,
  type RoomWatcher,
} from "./room";

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
/** After something due could not happen, for instance because the database was away. */
const RETRY_MS = 1_000;
/** setTimeout counts in 31 bits; waking up to find nothing due is harmless. */
const SLEEP_MS_MAX = 60_000;

/** However fast a drill moves, what falls due next in it is worked out this often at most. */
const REST_MS = 50;

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
  const alarms = new Map<string, NodeJS.Timeout>();
  let stopped = false;
  const underWay = new Set<Promise<unknown>>();

  /** Runs something nobody waits for. An outage is logged and left to the next attempt. */
  const inBackground = (what: string, work: () => Promise<unknown>) => {
    if (stopped) return;
    const run = work().catch((error: unknown) => {
      if (!stopped) log.warn({ err: error }, `${what} failed`);
    });
    underWay.add(run);
    void run.finally(() => underWay.delete(run));
  };

  /** The same, unless the last time is still under way: work must not pile up while the database is slow. */
  const busy = new Set<string>();
  const inBackgroundOnce = (what: string, work: () => Promise<unknown>) => {
    if (busy.has(what) || stopped) return;
    busy.add(what);
    inBackground(what, () => work().finally(() => busy.delete(what)));
  };

  const setAlarm = (drillId: string, inMs: number) => {
    clearTimeout(alarms.get(drillId));
    if (stopped) return;
    const alarm = setTimeout(
      () => {
        alarms.delete(drillId);
        inBackground("what fell due in a drill", () => wake(drillId));
      },
      Math.min(Math.max(inMs, 0), SLEEP_MS_MAX),
    );
    alarms.set(drillId, alarm);
  };

  const wake = async (drillId: string) => {
    try {
      await letDueHappenNow(db, drillId);
      // Nothing was due yet, so nobody has set the next alarm: this machine's clock is a little ahead.
      if (!alarms.has(drillId)) await refreshAlarm(drillId);
    } catch (error) {
      if (isRefusal(error)) return;
      setAlarm(drillId, RETRY_MS);
      throw error;
    }
  };

  const refreshAlarm = async (drillId: string) => {
    const room = rooms.byDrill.get(drillId);
    if (room?.drill) setAlarmFor(drillId, room.drill);
    else await refresh(db, drillId);
  };

  const setAlarmFor: RoomWatcher = (drillId, drill) => {
    const dueMs = nextWakeWallMs(drill);
    if (dueMs === null) {
      clearTimeout(alarms.get(drillId));
      alarms.delete(drillId);
    } else {
      // A millisecond later, so that the database's clock, cut to whole milliseconds, has got there too.
      setAlarm(drillId, Math.max(dueMs - estimatedWallMs(rooms) + 1, 1));
    }
  };

  /** Drills whose alarm was set a moment ago, and whether they have changed since. */
  const resting = new Map<string, { changed: boolean }>();
  const changed: RoomWatcher = (drillId, drill) => {
    const rest = resting.get(drillId);
    if (rest) {
      rest.changed = true;
      return;
    }
    setAlarmFor(drillId, drill);
    resting.set(drillId, { changed: false });
    setTimeout(() => {
      const over = resting.get(drillId);
      resting.delete(drillId);
      if (over?.changed !== true) return;
      // In line with whoever changes it: only then is the drill what is stored.
      inBackground("setting a drill's alarm", () =>
        inRoom(db, drillId, async (room) => {
          if (room.drill) changed(drillId, room.drill);
        }),
      );
    }, REST_MS);
  };
  rooms.watchers.add(changed);

  const poll = async () => {
    const wanted = [...new Set([...rooms.byDrill.keys(), ...watchedDrills(hub)])];
    for (const { drillId, position, running } of await readPositions(db, wanted)) {
      const room = rooms.byDrill.get(drillId);
      const known = room?.drill?.position ?? 0;
      const needed = running || isWatched(hub, drillId);
      if (known < position && needed) {
        // Each by itself: a drill that cannot be read must not keep the others from going on.
        inBackgroundOnce(`reading drill ${drillId}`, () => refresh(db, drillId));
      }
      if (running && !alarms.has(drillId) && room?.drill) setAlarmFor(drillId, room.drill);
    }
    clearIdleRooms(db, IDLE_MS, (drillId) => isWatched(hub, drillId) || alarms.has(drillId));
    forgetUnwatched(hub, (drillId) => !rooms.byDrill.has(drillId));
  };

  const ring = async () => {
    const drillIds = [...rooms.unrung];
    rooms.unrung.clear();
    await doorbell.ring(drillIds);
  };
  let ringing: NodeJS.Timeout | undefined;
  /** Soon, with whatever else changes until then: an idle instance has nothing to wake up for. */
  const ringSoon: RoomWatcher = () => {
    if (ringing !== undefined || rooms.unrung.size === 0 || stopped) return;
    ringing = setTimeout(() => {
      ringing = undefined;
      inBackground("ringing the doorbell", ring);
    }, RING_MS);
  };
  rooms.watchers.add(ringSoon);

  const look = () => inBackground("looking for news of drills", poll);
  const onRing = (drillId: string) => {
    // Whoever has nothing of the drill in memory does not care.
    if (rooms.byDrill.has(drillId)) inBackground(`reading drill ${drillId}`, () => refresh(db, drillId));
  };

  let stopListening: (() => Promise<void>) | undefined;
  inBackground("listening for news of drills", async () => {
    const stop = await doorbell.listen(onRing, look);
    if (stopped) await stop();
    else stopListening = stop;
  });
  inBackground("reading the database's clock", async () => noteClock(rooms, await databaseClockMs(db)));
  look();

  const timers = [
    every(POLL_MS, () => inBackgroundOnce("looking for news of drills", poll)),
    every(REVIEW_MS, () => inBackgroundOnce("looking over the streams", () => reviewSubscribers(hub))),
    every(PING_MS, () => pingSubscribers(hub)),
    every(WALL_MS, () => inBackgroundOnce("showing the walls", () => showWalls(hub))),
  ];

  return {
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      for (const alarm of alarms.values()) clearTimeout(alarm);
      clearTimeout(ringing);
      rooms.watchers.delete(ringSoon);
      rooms.watchers.delete(changed);
      closeHub(hub);
      await Promise.allSettled(underWay);
      await stopListening?.();
    },
  };
}

function every(ms: number, work: () => void): NodeJS.Timeout {
  return setInterval(work, ms);
}
