"use client";

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { newCommandId } from "@/app/_live/use-drill";
import { readableError } from "@/app/_trpc/readable-error";
import { useTRPCClient } from "@/app/_trpc/client";
import { useToast } from "@/app/_ui/toast";
import type { DrillCommand } from "@/domain/drill/schema";
import {
  keepOutbox,
  outboxFrom,
  outboxKey,
  watchOutbox,
  withEntry,
  withoutEntry,
  type Waiting,
} from "./outbox";

/** After a failure the next attempt follows within this time, in ms, or at once when the network is back. */
const RETRY_MS = 4_000;

/**
 * Keeps what an evaluator enters on the device until the server has it: through lost networks and reloads, in
 * the order in which it was entered, each entry once.
 */
export function useOutbox(
  drillId: string,
  personId: string,
): {
  waiting: readonly Waiting[];
  /** When the last entry was confirmed, Unix time in ms; null before the first. */
  syncedAtMs: number | null;
  put: (command: DrillCommand) => void;
} {
  const client = useTRPCClient();
  const toast = useToast();
  const key = outboxKey(drillId, personId);
  const text = useSyncExternalStore(
    watchOutbox,
    () => localStorage.getItem(key),
    () => null,
  );
  const waiting = useMemo(() => outboxFrom(text), [text]);
  const [syncedAtMs, setSyncedAtMs] = useState<number | null>(null);
  const sending = useRef<string | null>(null);

  const put = useCallback(
    (command: DrillCommand) => {
      const entry = { commandId: newCommandId(), command, madeAtMs: Date.now() };
      keepOutbox(key, withEntry(outboxFrom(localStorage.getItem(key)), entry, sending.current));
    },
    [key],
  );

  const next = waiting[0]?.commandId ?? null;
  useEffect(() => {
    if (next === null) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function deliver() {
      const entry = outboxFrom(localStorage.getItem(key))[0];
      if (!entry || over || sending.current !== null) return;
      sending.current = entry.commandId;
      try {
        await client.drill.command.mutate({ drillId, commandId: entry.commandId, command: entry.command });
        settle(entry);
        setSyncedAtMs(Date.now());
      } catch (error) {
        const { code, sentence, requestId } = readableError(error);
        // A "no" will not turn into a "yes"; anything else is an outage that passes.
        if (code !== null || requestId !== null) {
          settle(entry);
          toast({ title: sentence ?? "", tone: "problem" });
        } else if (!over) {
          timer = setTimeout(() => void deliver(), RETRY_MS);
        }
      } finally {
        sending.current = null;
      }
    }
    function settle({ commandId }: Waiting) {
      keepOutbox(key, withoutEntry(outboxFrom(localStorage.getItem(key)), commandId));
    }
    function hurry() {
      clearTimeout(timer);
      void deliver();
    }

    void deliver();
    window.addEventListener("online", hurry);
    return () => {
      over = true;
      clearTimeout(timer);
      window.removeEventListener("online", hurry);
    };
  }, [client, drillId, key, next, toast]);

  return { waiting, syncedAtMs, put };
}
