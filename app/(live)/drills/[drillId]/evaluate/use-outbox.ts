"use client";

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslations } from "next-intl";
import { sendPhotos } from "@/app/_device/photos";
import { backoffMs } from "@/app/_live/send-once";
import { newCommandId } from "@/app/_live/use-drill";
import { readableError } from "@/app/_trpc/readable-error";
import { useTRPCClient } from "@/app/_trpc/client";
import { useToast } from "@/app/_ui/toast";
import type { DrillCommand } from "@/domain/drill/schema";
import { answerTo } from "./answer-to";
import {
  keepOutbox,
  keepSyncedAt,
  nextToSend,
  outboxFrom,
  outboxKey,
  syncedAt,
  watchOutbox,
  withAnotherTry,
  withEntry,
  withoutEntry,
  withRefused,
  type Waiting,
} from "./outbox";

/** How an evaluator's entries get to the server, and those that wait or were refused. */
export type Outbox = {
  waiting: readonly Waiting[];
  /** When the last entry was confirmed, Unix time in ms; null before the first. */
  syncedAtMs: number | null;
  /** Whether nothing is sent because nobody, or somebody else, is signed in here by now. */
  signedOut: boolean;
  put: (command: DrillCommand) => void;
  /** Sends a refused entry once more. */
  again: (commandId: string) => void;
  /** Gives a refused entry up. */
  discard: (commandId: string) => void;
};

/**
 * Keeps what an evaluator enters on the device until the server has it: through lost networks and reloads, in
 * the order in which it was entered, each entry once.
 */
export function useOutbox(drillId: string, personId: string): Outbox {
  const client = useTRPCClient();
  const toast = useToast();
  const t = useTranslations("evaluate.sync");
  const key = outboxKey(drillId, personId);
  const text = useSyncExternalStore(
    watchOutbox,
    () => localStorage.getItem(key),
    () => null,
  );
  const syncedAtMs = useSyncExternalStore(
    watchOutbox,
    () => syncedAt(key),
    () => null,
  );
  const waiting = useMemo(() => outboxFrom(text), [text]);
  const [signedOut, setSignedOut] = useState(false);
  const sending = useRef<string | null>(null);
  /** Asked anew after every failure: whoever has signed in here since would send these entries as their own. */
  const isSelf = useRef(false);

  const change = useCallback(
    (changed: (old: Waiting[]) => Waiting[]) => {
      keepOutbox(key, changed(outboxFrom(localStorage.getItem(key))));
    },
    [key],
  );
  const put = useCallback(
    (command: DrillCommand) => {
      const entry = { commandId: newCommandId(), command, madeAtMs: Date.now() };
      try {
        change((old) => withEntry(old, entry, sending.current));
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        toast({ title: t("noRoom"), tone: "problem" });
      }
    },
    [change, toast, t],
  );
  const again = useCallback((id: string) => change((old) => withAnotherTry(old, id)), [change]);
  const discard = useCallback((id: string) => change((old) => withoutEntry(old, id)), [change]);

  const next = nextToSend(waiting)?.commandId ?? null;
  useEffect(() => {
    if (next === null) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let attempts = 0;
    let failures = 0;

    async function deliver() {
      const entry = nextToSend(outboxFrom(localStorage.getItem(key)));
      if (!entry || over || sending.current !== null) return;
      sending.current = entry.commandId;
      const { commandId, command } = entry;
      try {
        if (!isSelf.current) {
          isSelf.current = (await client.session.current.query())?.id === personId;
          if (!over) setSignedOut(!isSelf.current);
          if (!isSelf.current) return later();
        }
        if ("photos" in command) await sendPhotos(drillId, command.photos ?? []);
        await client.drill.command.mutate({ drillId, commandId, command });
        keepSyncedAt(key, Date.now());
        change((old) => withoutEntry(old, commandId));
      } catch (error) {
        const readable = readableError(error);
        if (readable.requestId !== null) failures += 1;
        const answer = answerTo(readable, failures);
        isSelf.current = false;
        if (answer === "refused") {
          const refused = { sentence: readable.sentence ?? "", atMs: Date.now() };
          change((old) => withRefused(old, commandId, refused));
        } else {
          if (answer === "sign-in" && !over) setSignedOut(true);
          later();
        }
      } finally {
        sending.current = null;
      }
    }
    function later() {
      if (over) return;
      attempts += 1;
      clearTimeout(timer);
      timer = setTimeout(() => void deliver(), backoffMs(attempts));
    }
    function hurry() {
      if (document.visibilityState === "hidden") return;
      clearTimeout(timer);
      void deliver();
    }

    void deliver();
    window.addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
    return () => {
      over = true;
      clearTimeout(timer);
      window.removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
    };
  }, [change, client, drillId, key, next, personId]);

  return { waiting, syncedAtMs, signedOut, put, again, discard };
}
