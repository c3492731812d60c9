import { connect, createServer } from "node:net";
import type { Socket } from "node:net";

/** A cable between a browser and the server that can be pulled out and plugged in again. */
export type Wire = {
  /** The server's address at this end of the cable. */
  url: string;
  /** Cuts every connection, open streams too, and lets no new one through. */
  pull: () => void;
  plugIn: () => void;
  close: () => Promise<void>;
};

/**
 * Lays a cable to the server.
 *
 * A relay of bytes, because a browser told to be offline leaves its open event streams alone.
 */
export async function layWire(serverUrl: string): Promise<Wire> {
  const { hostname, port } = new URL(serverUrl);
  const open = new Set<Socket>();
  let connected = true;

  const relay = createServer((near) => {
    if (!connected) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  const address = relay.address();
  if (address === null || typeof address === "string") throw new Error("The relay has no port.");

  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    pull: () => {
      connected = false;
      cut();
    },
    plugIn: () => {
      connected = true;
    },
    close: () => {
      cut();
      return new Promise((resolve) => relay.close(() => resolve()));
    },
  };
}
