import "server-only";
import { isRefusal } from "@/domain/refusal";
import { nextWakeWallMs } from "@/domain/rehearsal/scripted";
import type { Database } from "@/server/db/client";
import type { Background } from "@/server/background";
import { letDueHappenNow } from "./handle-command";
import { estimatedWallMs, inRoom, refresh, type Rooms, type RoomWatcher } from "./room";

/** After something due could not happen, for instance because the database was away. */
const RETRY_MS = 1_000;
/** setTimeout counts in 31 bits; waking up to find nothing due is harmless. */
const SLEEP_MS_MAX = 60_000;
/** However fast a drill moves, what falls due next in it is worked out this often at most. */
const REST_MS = 50;

/** One alarm per drill, which lets happen in it what falls due next. */
export type Alarms = {
  has: (drillId: string) => boolean;
  /** For when the drill will have something due; none when it will not. */
  setFor: RoomWatcher;
  /** The same for a drill that has changed, and may change again at once. */
  changed: RoomWatcher;
  stop: () => void;
};

export function openAlarms(db: Database, rooms: Rooms, background: Background): Alarms {
  const alarms = new Map<string, NodeJS.Timeout>();

  const set = (drillId: string, inMs: number) => {
    clearTimeout(alarms.get(drillId));
    if (background.isStopped()) return;
    const alarm = setTimeout(
      () => {
        alarms.delete(drillId);
        background.run("what fell due in a drill", () => wake(drillId));
      },
      Math.min(Math.max(inMs, 0), SLEEP_MS_MAX),
    );
    alarms.set(drillId, alarm);
  };

  const setFor: RoomWatcher = (drillId, drill) => {
    const dueMs = nextWakeWallMs(drill);
    if (dueMs === null) {
      clearTimeout(alarms.get(drillId));
      alarms.delete(drillId);
    } else {
      // A millisecond later, so that the database's clock, cut to whole milliseconds, has got there too.
      set(drillId, Math.max(dueMs - estimatedWallMs(rooms) + 1, 1));
    }
  };

  const wake = async (drillId: string) => {
    try {
      await letDueHappenNow(db, drillId);
      // Nothing was due yet, so nobody has set the next alarm: this machine's clock is a little ahead.
      if (!alarms.has(drillId)) await setAgain(drillId);
    } catch (error) {
      if (isRefusal(error)) return;
      set(drillId, RETRY_MS);
      throw error;
    }
  };

  const setAgain = async (drillId: string) => {
    const room = rooms.byDrill.get(drillId);
    if (room?.drill) setFor(drillId, room.drill);
    else await refresh(db, drillId);
  };

  const changed = rarely(setFor, (drillId, watcher) =>
    // In line with whoever changes it: only then is the drill what is stored.
    background.run("setting a drill's alarm", () =>
      inRoom(db, drillId, async (room) => {
        if (room.drill) watcher(drillId, room.drill);
      }),
    ),
  );

  return {
    has: (drillId) => alarms.has(drillId),
    setFor,
    changed,
    stop() {
      for (const alarm of alarms.values()) clearTimeout(alarm);
    },
  };
}

/**
 * The same watcher, at most once in a while for a drill.
 *
 * @param readAgain Is to call the watcher that it is given with what the drill is by then: it changed meanwhile.
 */
function rarely(
  watcher: RoomWatcher,
  readAgain: (drillId: string, watcher: RoomWatcher) => void,
): RoomWatcher {
  /** Drills that were looked at a moment ago, and whether they have changed since. */
  const resting = new Map<string, { changed: boolean }>();
  const watch: RoomWatcher = (drillId, drill) => {
    const rest = resting.get(drillId);
    if (rest) {
      rest.changed = true;
      return;
    }
    watcher(drillId, drill);
    resting.set(drillId, { changed: false });
    setTimeout(() => {
      const over = resting.get(drillId);
      resting.delete(drillId);
      if (over?.changed === true) readAgain(drillId, watch);
    }, REST_MS);
  };
  return watch;
}
