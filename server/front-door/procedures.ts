import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import {
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
  type AnyTRPCProcedure,
  type AnyTRPCRouter,
} from "@trpc/server";
import { getHTTPStatusCode } from "@trpc/server/http";
import type { TRPCResponse } from "@trpc/server/rpc";
import { z } from "zod";
import { Refusal } from "@/domain/refusal";
import type { Context } from "@/server/auth/asking";
import { asError as refusalAsError } from "@/server/api/trpc";

/** As many calls as one request may carry; our own pages send twenty at most. */
const CALLS_MAX = 100;

/** A shorter answer fits into one packet or two as it is. */
const COMPRESSED_FROM_BYTES = 2_048;

/** In a thread of its own, so that nobody's drill waits for it. */
const compressed = promisify(gzip);

export type ServedProcedures = {
  router: AnyTRPCRouter;
  /** Told the drill that the request says it is about, when it does. */
  createContext: (drillId: string | null) => Promise<Context>;
  /** What comes after the prefix, without the query. */
  path: string;
  bodyBytesMax: number;
};

type Call = { path: string; input: unknown };

/**
 * Serves queries (GET) and mutations (POST with JSON) in tRPC's own wire format, batched or not.
 *
 * It does what tRPC's adapter for node:http does, without making a web Request, Response and stream of each of
 * node's: those cost more than the rest of a command together (docs/decisions/0028-procedures-on-node-http.md).
 */
export async function serveProcedures(
  req: IncomingMessage,
  res: ServerResponse,
  served: ServedProcedures,
): Promise<void> {
  const query = new URLSearchParams((req.url ?? "").split("?", 2)[1]);
  const isBatch = query.get("batch") === "1";
  const type = req.method === "POST" ? "mutation" : "query";
  let ctx: Context | undefined;

  const refused = (cause: unknown, call?: Call): TRPCResponse => ({
    error: getTRPCErrorShape({
      config: served.router._def._config,
      error: getTRPCErrorFromUnknown(cause),
      type,
      path: call?.path,
      input: call?.input,
      ctx,
    }),
  });

  let answer: TRPCResponse | TRPCResponse[];
  try {
    let calls: Call[] = [];
    let unreadable: TRPCError | null = null;
    try {
      calls = await readCalls(req, served, query);
    } catch (cause) {
      // Whose request it is has to be known to refuse it, too.
      unreadable = getTRPCErrorFromUnknown(cause);
    }
    const made = await served.createContext(drillOf(calls));
    ctx = made;
    if (unreadable !== null) throw unreadable;
    requireAlone(calls, served.router);
    const carryOut = async (call: Call, batchIndex: number): Promise<TRPCResponse> => {
      try {
        const data: unknown = await callTRPCProcedure({
          router: served.router,
          path: call.path,
          type,
          getRawInput: () => Promise.resolve(call.input),
          ctx: made,
          signal: undefined,
          batchIndex,
        });
        return { result: { data } };
      } catch (cause) {
        return refused(cause, call);
      }
    };
    const answers = await Promise.all(calls.map(carryOut));
    const [only] = answers;
    answer = isBatch || only === undefined ? answers : only;
  } catch (cause) {
    // Nobody knows yet who asks, or in which language: the front door has an answer for that.
    if (ctx === undefined && !(cause instanceof TRPCError)) throw cause;
    answer = refused(cause);
  }
  await send(req, res, answer, { maySayPasswords: type === "mutation" });
}

/** Packed where it is long: but what may hold a password is never packed with anything somebody else chose. */
async function send(
  req: IncomingMessage,
  res: ServerResponse,
  answer: TRPCResponse | TRPCResponse[],
  { maySayPasswords }: { maySayPasswords: boolean },
): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(answer));
  const packs = !maySayPasswords && bytes.length >= COMPRESSED_FROM_BYTES && takesGzip(req);
  const sent = packs ? await compressed(bytes, { level: 5 }) : bytes;
  if (res.destroyed) return;
  res.writeHead(getHTTPStatusCode(answer), {
    "content-type": "application/json",
    "content-length": sent.length,
    vary: "accept-encoding",
    ...(packs ? { "content-encoding": "gzip" } : {}),
  });
  res.end(sent);
}

/** Whether whoever asks can unpack an answer. */
function takesGzip(req: IncomingMessage): boolean {
  return /(?:^|[\s,])gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(
    String(req.headers["accept-encoding"] ?? ""),
  );
}

/**
 * Several calls of which one checks a password or a code are refused as a whole, before any of them is carried out.
 *
 * @throws {Refusal} "call-not-alone".
 */
function requireAlone(calls: readonly Call[], router: AnyTRPCRouter): void {
  if (calls.length < 2) return;
  const procedures: Partial<Record<string, AnyTRPCProcedure>> = router._def.procedures;
  for (const { path } of calls) {
    const procedure = Object.hasOwn(procedures, path) ? procedures[path] : undefined;
    const { alone }: { alone?: true } = procedure?._def.meta ?? {};
    if (alone === true) throw refusalAsError(new Refusal("call-not-alone"));
  }
}

/** What a first call calls its drill: a guess, which spares a lookup where it is right. */
function drillOf([first]: Call[]): string | null {
  const { input } = first ?? {};
  const drillId = typeof input === "object" && input !== null && "drillId" in input ? input.drillId : null;
  return DrillId.safeParse(drillId).data ?? null;
}

const DrillId = z.uuid();

/** @throws {TRPCError} when the request cannot be understood. */
async function readCalls(
  req: IncomingMessage,
  { path: encoded, bodyBytesMax }: ServedProcedures,
  query: URLSearchParams,
): Promise<Call[]> {
  const text = req.method === "POST" ? await readBody(req, bodyBytesMax) : query.get("input");
  if (req.method !== "POST" && req.method !== "GET") throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
  const path = understood(() => decodeURIComponent(encoded));
  const input: unknown = text === null || text === "" ? undefined : understood(() => JSON.parse(text));
  if (query.get("batch") !== "1") return [{ path, input }];

  const paths = path.split(",");
  if (paths.length > CALLS_MAX) throw new TRPCError({ code: "BAD_REQUEST" });
  const inputs = input ?? {};
  if (typeof inputs !== "object" || Array.isArray(inputs)) throw new TRPCError({ code: "BAD_REQUEST" });
  const byIndex = new Map<string, unknown>(Object.entries(inputs));
  return paths.map((one, i) => ({ path: one, input: byIndex.get(String(i)) }));
}

function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new TRPCError({ code: "BAD_REQUEST", cause });
  }
}

/**
 * @throws {TRPCError} "UNSUPPORTED_MEDIA_TYPE", "PAYLOAD_TOO_LARGE".
 */
function readBody(req: IncomingMessage, bytesMax: number): Promise<string> {
  const mediaType = req.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") throw new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE" });
  const parts: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    req.on("data", (part: Buffer) => {
      bytes += part.length;
      if (bytes > bytesMax) {
        req.pause();
        reject(new TRPCError({ code: "PAYLOAD_TOO_LARGE" }));
      } else parts.push(part);
    });
    req.once("end", () => resolve(Buffer.concat(parts).toString("utf8")));
    req.once("error", reject);
    req.once("close", () => {
      if (!req.complete) reject(new TRPCError({ code: "CLIENT_CLOSED_REQUEST" }));
    });
  });
}
