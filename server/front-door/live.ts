import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from "@trpc/server";
import { type Context } from "@/server/auth/asking";
import { createContext } from "@/server/api/context";
import { log } from "@/server/log";
import { appRouter } from "@/server/api/root";
import { hubOf, subscribe, type Hub, type Watch } from "@/server/drill/hub";
import { watchBehind } from "@/server/drill/watch";

/** A reader with more than this unsent is not reading any more: it is cut, and comes back for a whole view. */
export const UNSENT_BYTES_MAX = 256 * 1024;

/** The official client makes a new connection when it has heard nothing for so long. */
const INACTIVITY_MS = 30_000;

export const LIVE_PREFIX = "/api/trpc-live/";

const PING = Buffer.from("event: ping\ndata: \n\n");

/**
 * Serves a subscription as an event stream in tRPC's wire format.
 *
 * The procedure itself settles who may watch what; then the hub writes, because one buffer for all readers of
 * an audience costs a fraction of what a stream of its own for each would. What the procedure refuses goes out
 * in tRPC's own form, so that the official client gives up instead of trying for ever.
 */
export async function serveLive(req: IncomingMessage, res: ServerResponse, requestId: string): Promise<void> {
  const url = new URL(req.url ?? "/", "http://door");
  const path = url.pathname.slice(LIVE_PREFIX.length);
  let ctx: Context | undefined;
  let stream: Socket | null = null;
  try {
    ctx = await createContext({ req, res, requestId });
    const answer: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type: "subscription",
      getRawInput: () => Promise.resolve(inputOf(url, req)),
      ctx,
      signal: undefined,
      batchIndex: 0,
    });
    const watch = watchBehind(answer);
    if (!watch) throw new Error(`The subscription ${path} is not carried by the hub.`);
    if (res.destroyed) return;

    stream = begin(res);
    if (stream) await carry(stream, hubOf(ctx.db), watch);
  } catch (cause) {
    if (req.socket.destroyed) return;
    const error = getTRPCErrorFromUnknown(cause);
    // What a procedure refuses or fails at is its own business; everything around it is logged here.
    if (!(cause instanceof Error) || cause.name !== "TRPCError") {
      log.error({ err: cause, requestId, path }, "a live stream failed");
    }
    const shape = getTRPCErrorShape({
      config: appRouter._def._config,
      error,
      type: "subscription",
      path,
      input: undefined,
      ctx,
    });
    (stream ?? begin(res))?.end(`event: serialized-error\ndata: ${JSON.stringify(shape)}\n\n`);
  }
}

/** Hands the connection to the hub. A function of its own: as long as it lasts, it keeps nothing but these. */
async function carry(socket: Socket, hub: Hub, watch: Watch): Promise<void> {
  const stop = await subscribe(hub, watch, {
    send({ bytes }) {
      return written(socket, bytes);
    },
    ping() {
      written(socket, PING);
    },
    // Ended, not destroyed: the client comes back at once and is told what it may still see.
    close() {
      socket.end();
    },
  });
  if (socket.destroyed) stop();
  else socket.on("close", stop);
}

/** @returns false when the reader is gone, or has fallen too far behind and has been cut off. */
function written(socket: Socket, bytes: Buffer): boolean {
  if (socket.destroyed || socket.writableEnded) return false;
  if (socket.writableLength > UNSENT_BYTES_MAX) {
    socket.destroy();
    return false;
  }
  socket.write(bytes);
  return true;
}

/**
 * Begins a stream and takes its connection over from the response, with whatever headers the door has set.
 *
 * The body has no other end than the connection's, so a response would have nothing to do but to be kept: it takes
 * half the memory of an open stream, and a fifth of the time of each message.
 *
 * @returns the connection; null when it is gone.
 */
function begin(res: ServerResponse): Socket | null {
  const { socket } = res;
  if (!socket || socket.destroyed) return null;
  const head = {
    ...res.getHeaders(),
    "content-type": "text/event-stream",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
    date: new Date().toUTCString(),
    connection: "close",
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  // Many readers lose their connection at the same moment; they should not all come back at the same moment.
  const retryMs = 500 + Math.floor(Math.random() * 1_500);
  const hello = JSON.stringify({ reconnectAfterInactivityMs: INACTIVITY_MS });
  const first = `retry: ${retryMs}\nevent: connected\ndata: ${hello}\n\n`;
  res.detachSocket(socket);
  socket.write(`HTTP/1.1 200 OK\r\n${lines.join("")}\r\n${first}`);
  return socket;
}

/** The input of the request, with the id of the last message received, wherever the client puts it. */
function inputOf(url: URL, req: IncomingMessage): unknown {
  const text = url.searchParams.get("input");
  const input: unknown = text === null ? undefined : parsed(text);
  const header = req.headers["last-event-id"];
  if (typeof header !== "string" || typeof input !== "object" || input === null) return input;
  return { ...input, lastEventId: header };
}

/** Text that is no JSON is handed on as it is: the procedure's own check of its input refuses it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
