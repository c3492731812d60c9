import "server-only";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { env } from "@/server/env";

/**
 * The network address of a caller, or null when the connection is already gone.
 *
 * Anyone can write a forwarding header, so it counts only behind a proxy that the operator vouches for, and
 * then only its last entry: the one that proxy itself added.
 */
export function addressOf(req: IncomingMessage, trustProxy: boolean = env.trustProxy): string | null {
  if (trustProxy) {
    const forwarded = req.headers["x-forwarded-for"];
    const entries = (Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? "")).split(",");
    const last = entries.at(-1)?.trim() ?? "";
    if (isIP(last)) return plain(last);
  }
  const address = req.socket.remoteAddress;
  return address === undefined ? null : plain(address);
}

/** IPv4 addresses in their usual form also where the socket speaks IPv6. */
function plain(address: string): string {
  return address.startsWith("::ffff:") && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}
