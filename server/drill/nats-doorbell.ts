import "server-only";
import { randomUUID } from "node:crypto";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { log } from "@/server/log";
import { rungBy, type Doorbell } from "./doorbell";

const SUBJECT = "sandtable.drill";
const RECONNECT_MS = 500;

/**
 * Rings through NATS: for installations whose drills are spread over several databases, or whose instances are so
 * many that NOTIFY would be felt (docs/decisions/0029-past-one-database.md).
 *
 * The server starts and goes on without it: until it answers, and whenever it is gone, news takes as long as it takes
 * to look for oneself.
 */
export function natsDoorbell(url: string): Doorbell {
  const instanceId = randomUUID();
  let connection: NatsConnection | null = null;
  const connecting = connect({
    servers: url,
    name: "sandtable",
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_MS,
  });
  connecting.then(
    (made) => (connection = made),
    (error: unknown) => log.error({ err: error }, "the doorbell could not be reached"),
  );
  return {
    async ring(drillIds) {
      for (const id of drillIds) connection?.publish(SUBJECT, `${instanceId} ${id}`);
      await Promise.resolve();
    },
    async listen(onRing, onListening) {
      const made = await connecting;
      const answer = rungBy(instanceId, onRing);
      made.subscribe(SUBJECT, {
        callback: (error, message) => {
          if (error === null) answer(message.string());
        },
      });
      await made.flush();
      onListening();
      void againAndAgain(made, onListening);
      return () => made.close();
    },
  };
}

async function againAndAgain(connection: NatsConnection, onListening: () => void): Promise<void> {
  for await (const { type } of connection.status()) {
    if (type === "disconnect") log.warn("the doorbell is gone");
    if (type === "reconnect") onListening();
  }
}
