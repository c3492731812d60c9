import "server-only";
import { randomUUID } from "node:crypto";
import type { OpenedDatabase } from "@/server/db/client";
import { notify } from "./event-store";

/**
 * How the instances of a server tell each other which drills have grown.
 *
 * A doorbell, not a message: it carries ids only and may be lost. Readers look for themselves every second or two,
 * and whenever listening has begun again.
 */
export type Doorbell = {
  /** Tells the other instances. Never part of the transaction that appended. */
  ring: (drillIds: readonly string[]) => Promise<void>;
  /**
   * Calls `onRing` with a drill id whenever another instance has rung, and `onListening` each time listening has
   * begun, at first and after a lost connection: what was rung in between was missed.
   *
   * @returns a function that stops listening.
   */
  listen: (onRing: (drillId: string) => void, onListening: () => void) => Promise<() => Promise<void>>;
};

const CHANNEL = "drill";

/**
 * Rings through the database that all instances share. It is rung on its own because NOTIFY takes a lock of the
 * whole server at commit.
 */
export function databaseDoorbell(db: OpenedDatabase): Doorbell {
  const instanceId = randomUUID();
  return {
    async ring(drillIds) {
      await notify(
        db,
        CHANNEL,
        drillIds.map((id) => `${instanceId} ${id}`),
      );
    },
    async listen(onRing, onListening) {
      const answer = rungBy(instanceId, onRing);
      const { unlisten } = await db.$client.listen(CHANNEL, answer, onListening);
      return async () => {
        await unlisten();
      };
    },
  };
}

/** Hears rings of others: most are one's own. */
export function rungBy(instanceId: string, onRing: (drillId: string) => void): (ring: string) => void {
  return (ring) => {
    const [by, drillId] = ring.split(" ");
    if (by !== instanceId && drillId !== undefined) onRing(drillId);
  };
}
