import "server-only";
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { isRefusal } from "@/domain/refusal";
import { fitting } from "@/domain/shortened";
import { isStorableText } from "@/domain/storable";
import { addressOf } from "@/server/auth/address";
import { ADDRESS_HEADER } from "@/server/auth/auth";
import { env } from "@/server/env";
import { log } from "@/server/log";
import { answerHealth, answerReady } from "./health";
import { answerMetrics, mayReadMetrics } from "./metrics-page";
import { answerWithFailure, refuse, refuseAs } from "./refuse";
import { isFromOurPages } from "./same-origin";
import { setCommonHeaders, setInertPolicy, setPagePolicy } from "./security-headers";

/** Largest body of a request that carries no file. */
export const BODY_BYTES_MAX = 1_000_000;

/**
 * Largest head of a request, address and cookies together: about what a body may have. Browsers send addresses of that
 * length, and node's own answer to a longer one is empty.
 */
const HEADER_BYTES_MAX = 1_250_000;

/** One of the things behind the door. The first whose prefix fits serves the request. */
export type Route = {
  prefix: string;
  serve: (req: IncomingMessage, res: ServerResponse, requestId: string) => Promise<void>;
  /** Who may ask for what there, in words. It is held by what is behind the door. */
  access: string;
  /** Largest body in bytes, when it is not the usual one. The route counts bodies of unknown length itself. */
  bodyBytesMax?: number;
  /**
   * Event streams: the route takes the connection over. It is cut at once when the server stops, because clients come
   * back.
   */
  longLived?: boolean;
};

export type FrontDoor = {
  server: Server;
  /** Stops taking requests, lets those under way finish for at most `graceMs`, then cuts the rest. */
  close: (graceMs: number) => Promise<void>;
};

/**
 * The one HTTP server of the process.
 *
 * What must hold for every request is held here: identity in the log, security headers, size, and that a
 * change comes from our own pages. Who may do what is the procedures' business.
 *
 * @param routes What answers under `/api/`; an address there that no route takes is not found.
 * @param pages Answers everything else.
 */
export function openFrontDoor(routes: readonly Route[], pages: RequestListener): FrontDoor {
  let draining = false;
  const longLived = new Set<Socket>();

  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    const pathname = (req.url ?? "/").split("?", 1)[0] ?? "/";
    const startedAtMs = performance.now();
    const route = routes.find(({ prefix }) => pathname.startsWith(prefix));
    if (route?.longLived !== true) logWhenDone(req, res, pathname, requestId);
    setCommonHeaders(res);
    res.setHeader("X-Request-Id", requestId);
    if (draining) res.setHeader("Connection", "close");
    try {
      if (pathname === "/health") return answerHealth(res);
      if (pathname === "/ready") return await answerReady(res, draining);
      if (pathname === "/metrics") {
        return mayReadMetrics(req, env) ? await answerMetrics(res) : refuse(req, res, "not-found", requestId);
      }
      if (!pathname.startsWith("/api/")) return servePage(req, res, pathname, requestId, pages);

      setInertPolicy(res);
      // What one person is told is for no cache to keep. A route whose answer never changes says so itself.
      res.setHeader("Cache-Control", "no-store");
      if (!isFromOurPages(req)) return refuse(req, res, "cross-site-refused", requestId);
      if (route === undefined) return refuse(req, res, "not-found", requestId);
      if (Number(req.headers["content-length"] ?? 0) > (route.bodyBytesMax ?? BODY_BYTES_MAX)) {
        return refuse(req, res, "body-too-large", requestId);
      }
      if (route.longLived === true) keepUntilClosed(longLived, req.socket);
      await route.serve(req, res, requestId);
    } catch (error) {
      if (isRefusal(error)) return refuseAs(req, res, error, requestId);
      log.error({ err: error, requestId, path: pathForLog(pathname) }, "a request failed");
      answerWithFailure(req, res, requestId, error);
    } finally {
      // Once it has begun: a stream lasts for hours, and its response is not there any more when it ends.
      if (route?.longLived === true) logRequest(req, res, { pathname, requestId, startedAtMs, cut: false });
    }
  };

  // An address of any length that a browser would send gets a page that says so; node's own answer is empty.
  const server = createServer({ maxHeaderSize: HEADER_BYTES_MAX }, (req, res) => void serve(req, res));
  // Longer than the usual 60 s of a proxy, so that the proxy, not we, ends an idle connection.
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 120_000;

  return {
    server,
    async close(graceMs) {
      draining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of longLived) socket.destroy();
      // A connection kept for a next request is idle again after its last answer.
      const idle = setInterval(() => server.closeIdleConnections(), 100);
      const patience = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearInterval(idle);
      clearTimeout(patience);
    },
  };
}

/** The address of no page: what is asked for there is answered with the page for what does not exist. */
const NOWHERE = "/not-found";

/** Longest address, in characters as sent. */
const ADDRESS_MAX = 4_000;

/**
 * Whether an address can be read at all: every escape in it is one of UTF-8, and what they say can be stored. The pages'
 * own framework answers an empty 500 for others.
 */
function isReadableAddress(address: string): boolean {
  if (address.length > ADDRESS_MAX) return false;
  try {
    return isStorableText(decodeURIComponent(address));
  } catch {
    return false;
  }
}

function servePage(
  req: IncomingMessage,
  res: ServerResponse,
  pathname: string,
  requestId: string,
  pages: RequestListener,
): void {
  // There are no Server Actions: a page is only ever read. (The development server has posts of its own.)
  if (req.method !== "GET" && req.method !== "HEAD" && !env.development) {
    refuse(req, res, isFromOurPages(req) ? "request-not-understood" : "cross-site-refused", requestId);
    return;
  }
  if (!isReadableAddress(req.url ?? "/")) req.url = NOWHERE;
  if (!pathname.startsWith("/_next/static/")) setPagePolicy(req, res);
  // Layouts are not told the address they are rendered for; they send strangers to sign in and back to it.
  req.headers["x-page-path"] = req.url ?? "/";
  // Nor are they told where a request comes from; whatever a client wrote there is gone with this.
  req.headers[ADDRESS_HEADER] = addressOf(req) ?? "";
  pages(req, res);
}

function logWhenDone(req: IncomingMessage, res: ServerResponse, pathname: string, requestId: string): void {
  const startedAtMs = performance.now();
  res.on("close", () => {
    if (pathname.startsWith("/_next/") || pathname === "/health" || pathname === "/ready") return;
    logRequest(req, res, { pathname, requestId, startedAtMs, cut: !res.writableFinished });
  });
}

function logRequest(
  { method }: IncomingMessage,
  { statusCode: status }: ServerResponse,
  asked: { pathname: string; requestId: string; startedAtMs: number; cut: boolean },
): void {
  const { pathname, requestId, startedAtMs, cut } = asked;
  const durationMs = Math.round(performance.now() - startedAtMs);
  log.info(
    { requestId, method, path: pathForLog(pathname), status, durationMs, ...(cut ? { cut } : {}) },
    "request",
  );
}

/**
 * An address as it may be written down: without its query, and of its steps only words of ours and ids. A code that lets
 * somebody in is one of its steps, and people type what they like there.
 */
export function pathForLog(pathname: string): string {
  const steps = pathname.split("/");
  const isOurs = (step: string) =>
    /^(?:[a-z_][a-z-]{0,20}|[a-z]{1,20}\.[A-Za-z]{1,30}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|)$/.test(
      step,
    );
  const told = steps.map((step, i) =>
    steps[i - 1] !== "join" && step.split(",").every(isOurs) ? step : "*",
  );
  return fitting(told.join("/"), 300);
}

/** A function of its own: as long as the connection lasts, it keeps nothing of the request. */
function keepUntilClosed(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
}
