"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { readableError } from "@/app/_trpc/readable-error";
import { IN_BACKGROUND } from "@/app/_trpc/sign-in-again-link";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import type { Connection } from "@/app/_ui/connection-state";
import { deviceMs, watchLeaps } from "@/app/_ui/device-clock";
import type { DrillCommand } from "@/domain/drill/schema";
import { applied, Difference } from "@/domain/live/difference";
import type { Setting, View } from "@/domain/view/schema";
import { oncePerPress } from "./once-per-press";
import { backoffMs, sentOnce } from "./send-once";
import { measuredOffsetMs } from "./server-offset";

/** After this long without a stream "reconnecting" would be a promise nobody keeps. */
const OFFLINE_AFTER_MS = 15_000;
/**
 * tRPC (11.22) keeps a stream that it replaced after a silence until the subscription ends. A screen that hangs on a wall
 * for a day would gather them, so a subscription that has been through this many connections makes way for another.
 */
const CONNECTIONS_MAX = 5;
/** Clocks drift and laptops sleep: the offset to the server is measured again this often. */
const MEASURE_AGAIN_MS = 5 * 60_000;

/** How somebody looks at a drill who could look at it in several ways. */
export type Look = {
  /** For an opposition that plays every lane: the one it turns to. */
  playLane?: number | undefined;
  /** What hangs on the wall, for staff who could see more. */
  wall?: true | undefined;
};

/** Participant ids of those who have the drill open, and since when (Unix ms) those who had it open do not. */
export type Presence = {
  present: readonly string[];
  lost: readonly { participantId: string; sinceMs: number }[];
};

export type LiveDrill = {
  /** What does not change while the drill runs; null until it has been read. */
  setting: Setting | null;
  /** How things stand for this person's audience; null until the first view has come. */
  view: View | null;
  /** Server wall clock minus `deviceMs`, in ms; null until it has been measured. */
  measuredOffsetMs: number | null;
  connection: Connection;
  /** Since when there has been no stream, by `deviceMs`; null while there is one. */
  lostSinceMs: number | null;
  /** For the control cell: who is connected; null for everybody else. */
  presence: Presence | null;
  /** Why there is nothing to show and nothing to wait for: the server said no. */
  error: unknown;
  /**
   * Asks for something. Resolves once it has been stored; sent again under the same id while the network is
   * away, so that one intent is carried out once. Throws what the server refused.
   */
  send: (command: DrillCommand) => Promise<void>;
};

/**
 * A person's live connection to a drill: what they may see of it now, and the way to act in it.
 *
 * Another way of looking is another connection.
 */
export function useDrill(drillId: string, { playLane, wall }: Look = {}): LiveDrill {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const setting = useQuery(
    trpc.drill.setting.queryOptions({ drillId, playLane, wall }, { staleTime: Infinity }),
  );
  const stream = useStream(drillId, playLane, wall);
  const measuredOffsetMs = useServerOffset(stream.connection === "live");

  const pressed = useRef(oncePerPress());
  const send = useCallback(
    async (command: DrillCommand) => {
      await pressed.current(command, () => {
        const commandId = newCommandId();
        return sentOnce(() => client.drill.command.mutate({ drillId, playLane, commandId, command }));
      });
    },
    [client, drillId, playLane],
  );

  // Somebody who was given another place meanwhile, as between two legs, needs what belongs to it.
  const moved = setting.data && stream.view ? !isOfOneAudience(setting.data, stream.view) : false;
  const { refetch } = setting;
  useEffect(() => {
    if (moved) void refetch();
  }, [moved, refetch]);

  return {
    setting: moved ? null : (setting.data ?? null),
    view: stream.view,
    measuredOffsetMs,
    connection: stream.connection,
    lostSinceMs: stream.lostSinceMs,
    presence: stream.presence,
    error: stream.error ?? (setting.data ? null : setting.error),
    send,
  };
}

type Stream = Pick<LiveDrill, "view" | "presence" | "connection" | "lostSinceMs" | "error">;

const NOTHING: Stream = {
  view: null,
  presence: null,
  connection: "connecting",
  lostSinceMs: null,
  error: null,
};

/** Subscribes, and starts anew whenever the subscription ends: EventSource itself gives up on a refused request. */
function useStream(drillId: string, playLane: Look["playLane"], wall: Look["wall"]): Stream {
  const client = useTRPCClient();
  /** What is watched; news of anything else is not shown. */
  const of = `${drillId} ${playLane ?? ""} ${wall ? "wall" : ""}`;
  const [state, setState] = useState<Stream & { of: string }>({ ...NOTHING, of });
  const change = useCallback(
    (part: Partial<Stream>) => setState((old) => ({ ...(old.of === of ? old : NOTHING), ...part, of })),
    [of],
  );

  useEffect(() => {
    let over = false;
    let attempts = 0;
    let connections = 0;
    let again: ReturnType<typeof setTimeout> | undefined;
    let offline: ReturnType<typeof setTimeout> | undefined;
    let subscription: { unsubscribe: () => void } | undefined;
    let held: Held | null = null;

    function lost() {
      if (over) return;
      setState((old) => {
        if (old.of !== of || old.connection === "connecting") return old;
        if (old.lostSinceMs !== null) return old;
        return { ...old, connection: "reconnecting", lostSinceMs: deviceMs() };
      });
      offline ??= setTimeout(() => change({ connection: "offline" }), OFFLINE_AFTER_MS);
    }

    function found() {
      attempts = 0;
      clearTimeout(offline);
      offline = undefined;
      change({ connection: "live", lostSinceMs: null, error: null });
    }

    function reconnect() {
      if (over) return;
      lost();
      attempts += 1;
      clearTimeout(again);
      again = setTimeout(subscribe, backoffMs(attempts));
    }

    function subscribe() {
      if (over) return;
      again = undefined;
      connections = 0;
      subscription?.unsubscribe();
      subscription = client.drill.live.subscribe(
        { drillId, playLane, wall, lastEventId: held?.id ?? null },
        {
          onStarted: found,
          onConnectionStateChange: (next) => {
            if (next.state !== "connecting") return;
            connections += 1;
            if (connections > CONNECTIONS_MAX) reconnect();
            else lost();
          },
          onData: ({ id, data }) => {
            if (over) return;
            if ("present" in data) return change({ presence: { present: data.present, lost: data.lost } });
            const view = viewAfter(held, data);
            if (view === null) {
              // Something was missed: only the whole view can help.
              held = null;
              return reconnect();
            }
            held = { id, n: data.n, view };
            change({ view });
          },
          onError: (error) => {
            if (over) return;
            // A "no" stays a no; anything else is an outage that passes.
            if (readableError(error).code === null) reconnect();
            else change({ error, connection: "offline" });
          },
          onComplete: reconnect,
        },
      );
    }

    /** The network is back, or the laptop is open again: no need to wait for the next attempt. */
    function hurry() {
      if (again === undefined || document.visibilityState === "hidden") return;
      clearTimeout(again);
      again = undefined;
      subscribe();
    }

    subscribe();
    window.addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
    return () => {
      over = true;
      clearTimeout(again);
      clearTimeout(offline);
      subscription?.unsubscribe();
      window.removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
    };
  }, [client, drillId, playLane, wall, of, change]);

  return state.of === of ? state : NOTHING;
}

/** The last view that has come, with its number and the id to name after a lost connection. */
type Held = { id: string; n: number; view: View };

/** What a message says of a view: all of it, or what has changed. */
type ViewMessage = { n: number; whole: View } | { n: number; change?: unknown };

/** The view a message leads to; null when it does not follow on what is held. */
function viewAfter(held: Held | null, message: ViewMessage): View | null {
  if ("whole" in message) return message.whole;
  const change = Difference.safeParse(message.change);
  if (held === null || message.n !== held.n + 1 || !change.success) return null;
  // The server made the difference between two views of this very kind.
  return applied(change.data, held.view) as View;
}

/** Whether a setting and a view belong together. */
function isOfOneAudience(setting: Setting, view: View): boolean {
  if (setting.kind === "side" && view.kind === "side") {
    return setting.side === view.side && setting.lane === view.lane;
  }
  if (setting.kind === "full") return view.kind === "control" || view.kind === "evaluator";
  return setting.kind === view.kind;
}

/** Measured when the stream comes, every few minutes, and at once when the device's clocks come apart. */
function useServerOffset(live: boolean): number | null {
  const client = useTRPCClient();
  const [offsetMs, setOffsetMs] = useState<number | null>(null);

  useEffect(() => {
    let over = false;
    let measuring = false;
    let leapt = false;
    let failures = 0;
    let again: ReturnType<typeof setTimeout> | undefined;
    async function measure() {
      if (over || measuring || document.visibilityState === "hidden") return;
      measuring = true;
      clearTimeout(again);
      try {
        do {
          leapt = false;
          const measured = await measuredOffsetMs(
            async () => (await client.drill.wallTime.query(undefined, IN_BACKGROUND)).wallMs,
          );
          // What was under way while the clocks came apart measured nothing.
          if (!over && !leapt) setOffsetMs(measured);
        } while (leapt && !over);
        failures = 0;
      } catch (error) {
        // Without an answer the last offset stands; a "no" stays a no.
        if (over || readableError(error).code !== null) return;
        failures += 1;
        again = setTimeout(() => void measure(), backoffMs(failures));
      } finally {
        measuring = false;
      }
    }
    void measure();
    const timer = setInterval(() => void measure(), MEASURE_AGAIN_MS);
    const remeasure = () => void measure();
    const stopWatching = watchLeaps(() => {
      leapt = true;
      void measure();
    });
    document.addEventListener("visibilitychange", remeasure);
    window.addEventListener("online", remeasure);
    return () => {
      over = true;
      clearTimeout(again);
      clearInterval(timer);
      stopWatching();
      document.removeEventListener("visibilitychange", remeasure);
      window.removeEventListener("online", remeasure);
    };
  }, [client, live]);

  return offsetMs;
}

/** `crypto.randomUUID` exists only on https and localhost; drills also run on a plain-http intranet. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, i) => {
    const value = i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, "0");
  }).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
