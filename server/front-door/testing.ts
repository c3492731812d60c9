import "server-only";
import type { Server } from "node:http";

/** Lets a server answer on a free port of this host, and gives the address it answers at, without a slash at its end. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port.");
  return `http://127.0.0.1:${address.port}`;
}
