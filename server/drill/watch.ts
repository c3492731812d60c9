import "server-only";
import { tracked, type TrackedEnvelope } from "@trpc/server";
import { LiveMessage } from "@/domain/live/schema";
import type { Database } from "@/server/db/client";
import { hubOf, subscribe, type Frame, type Watch } from "./hub";

const watches = new WeakMap<object, Watch>();

/**
 * What the subscription `drill.live` answers with: the permission to watch, and a way to do so.
 *
 * Over HTTP the hub writes to the connection itself (`serveLive`); iterated, as in a direct call, it yields
 * the same messages.
 */
export function watching(
  db: Database,
  watch: Watch,
  signal: AbortSignal | undefined,
): AsyncIterable<TrackedEnvelope<LiveMessage>, void, unknown> {
  const iterable = { [Symbol.asyncIterator]: () => messages(db, watch, signal) };
  watches.set(iterable, watch);
  return iterable;
}

/** The permission behind an answer of `drill.live`; null for anything else. */
export function watchBehind(answer: unknown): Watch | null {
  return typeof answer === "object" && answer !== null ? (watches.get(answer) ?? null) : null;
}

async function* messages(
  db: Database,
  watch: Watch,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<LiveMessage>, void, unknown> {
  const waiting: Frame[] = [];
  let open = true;
  let wake: () => void = () => undefined;
  const close = () => {
    open = false;
    wake();
  };
  const stop = await subscribe(hubOf(db), watch, {
    send(frame) {
      waiting.push(frame);
      wake();
      return true;
    },
    ping: () => undefined,
    close,
  });
  signal?.addEventListener("abort", close);
  try {
    while (open && signal?.aborted !== true) {
      const frame = waiting.shift();
      if (frame) yield tracked(frame.id, LiveMessage.parse(JSON.parse(frame.json)));
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stop();
  }
}
