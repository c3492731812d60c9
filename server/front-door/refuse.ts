import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Locale } from "@/domain/locales";
import type { Refusal, RefusalCode, RefusalParams } from "@/domain/refusal";
import { localeOf } from "@/server/api/context";
import { isOutage } from "@/server/db/outage";
import { internalSentence, refusalSentence } from "@/server/sentences";
import { answerOf } from "@/server/api/trpc";

type Answer = { httpStatus: number; code: string; rpcCode: number };

// tRPC's names and numbers, so that its client shows these answers like any other refusal.
const ANSWERS = {
  "cross-site-refused": { httpStatus: 403, code: "FORBIDDEN", rpcCode: -32_003 },
  "body-too-large": { httpStatus: 413, code: "PAYLOAD_TOO_LARGE", rpcCode: -32_013 },
  "not-found": { httpStatus: 404, code: "NOT_FOUND", rpcCode: -32_004 },
  "request-not-understood": { httpStatus: 405, code: "METHOD_NOT_SUPPORTED", rpcCode: -32_005 },
} as const satisfies Partial<Record<RefusalCode, Answer>>;

/** How long a client may go on sending a body that nobody wants before the line is cut. */
const DISCARD_MS = 5_000;

/** Answers with a refusal of the front door itself, in tRPC's error shape and the reader's language. */
export function refuse(
  req: IncomingMessage,
  res: ServerResponse,
  code: keyof typeof ANSWERS,
  requestId: string,
): void {
  const answer = ANSWERS[code];
  const message = refusalSentence(code, {}, languageOf(req));
  answerWith(req, res, answer, message, { code, params: {} }, requestId);
}

/** Answers with a refusal of what is behind the door, in the same shape. */
export function refuseAs(
  req: IncomingMessage,
  res: ServerResponse,
  { code, params }: Refusal,
  requestId: string,
): void {
  const message = refusalSentence(code, params, languageOf(req));
  answerWith(req, res, answerOf(code), message, { code, params }, requestId);
}

/** Answers for a bug or an outage: nothing of its inside, and the number under which the log has it. */
export function answerWithFailure(
  req: IncomingMessage,
  res: ServerResponse,
  requestId: string,
  cause: unknown,
): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const away = isOutage(cause);
  const message = internalSentence(requestId, away, languageOf(req));
  const answer = away
    ? { httpStatus: 503, code: "SERVICE_UNAVAILABLE", rpcCode: -32_603 }
    : { httpStatus: 500, code: "INTERNAL_SERVER_ERROR", rpcCode: -32_603 };
  answerWith(req, res, answer, message, null, requestId);
}

function answerWith(
  req: IncomingMessage,
  res: ServerResponse,
  answer: Answer,
  message: string,
  refusal: { code: RefusalCode; params: RefusalParams } | null,
  requestId: string,
): void {
  const body = JSON.stringify({
    error: {
      message,
      code: answer.rpcCode,
      data: {
        code: answer.code,
        httpStatus: answer.httpStatus,
        path: null,
        requestId,
        refusal,
        fields: null,
      },
    },
  });
  res.writeHead(answer.httpStatus, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    ...(req.complete ? {} : { connection: "close" }),
  });
  res.end(body);
  if (req.complete) return;
  // Cutting the line at once would lose the answer on its way; reading on for ever would be a gift to a flood.
  req.resume();
  setTimeout(() => req.destroy(), DISCARD_MS).unref();
}

function languageOf(req: IncomingMessage): Locale {
  return localeOf(req.headers.cookie, req.headers["accept-language"]);
}
