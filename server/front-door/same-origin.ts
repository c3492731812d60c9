import "server-only";
import type { IncomingMessage } from "node:http";
import { env } from "@/server/env";
import type { Environment } from "@/server/env";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

type Settings = Pick<Environment, "publicUrl" | "trustProxy">;
type Asked = { method?: string | undefined; headers: IncomingMessage["headers"] };

/**
 * Whether a request may go on, judged by where the page that sent it comes from.
 *
 * A browser names that page by `Origin` and `Sec-Fetch-Site`, and no page can forge them. A request with
 * neither comes from a program, which has no other site's cookies to misuse.
 */
export function isFromOurPages(req: Asked, settings: Settings = env): boolean {
  const site = one(req.headers["sec-fetch-site"]);
  if (SAFE_METHODS.has(req.method ?? "GET")) {
    // Reading is harmless to us, but another site has no business embedding the API either.
    return site !== "cross-site" || one(req.headers["sec-fetch-mode"]) === "navigate";
  }
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const origin = one(req.headers.origin);
  // "null" is what a sandboxed frame or a redirect across sites sends: a page, but not one of ours.
  return origin === undefined || originsOf(req, settings).includes(origin);
}

/** The origins under which people reach this server, as far as this request tells. */
function originsOf(req: Asked, settings: Settings): string[] {
  const origins = [settings.publicUrl];
  if (settings.trustProxy) {
    const host = last(req.headers["x-forwarded-host"]) ?? one(req.headers.host);
    const protocol = last(req.headers["x-forwarded-proto"]) ?? "http";
    if (host !== undefined) origins.push(`${protocol}://${host}`);
  } else if (one(req.headers.host) !== undefined && !settings.publicUrl.startsWith("https:")) {
    // On a closed network people type whatever address of this machine they know.
    origins.push(`http://${one(req.headers.host)}`);
  }
  return origins;
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** The entry that the nearest proxy added: those before it are whatever the client wrote. */
function last(value: string | string[] | undefined): string | undefined {
  const joined = Array.isArray(value) ? value.join(",") : value;
  const entry = joined?.split(",").at(-1)?.trim();
  return entry === "" ? undefined : entry;
}
