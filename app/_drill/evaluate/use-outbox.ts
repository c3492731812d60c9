"use client";

import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from "react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { sendPhotos } from "@/app/_device/photos";
import { backoffMs } from "@/app/_drill/live/send-once";
import { measuredOffsetMs } from "@/app/_drill/live/server-offset";
import { newCommandId } from "@/app/_drill/live/use-drill";
import { readableError } from "@/app/_trpc/readable-error";
import { askToSignIn } from "@/app/_trpc/sign-in-again";
import { IN_BACKGROUND } from "@/app/_trpc/sign-in-again-link";
import { useTRPCClient } from "@/app/_trpc/client";
import { correctionMs, deviceMs, leapsSince, thisPage } from "@/app/_ui/device-clock";
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
  withTimePutRight,
  type Waiting,
} from "./outbox";

const SIGNED_IN = "sandtable:signed-in-again";

/** Asks whoever is signed out to sign in over the page; what waits is sent right after. */
export async function signInAndSend(): Promise<void> {
  if (await askToSignIn("mutation")) window.dispatchEvent(new Event(SIGNED_IN));
}

/** How an evaluator's entries get to the server, and those that wait or were refused. */
export type Outbox = {
  waiting: readonly Waiting[];
  /** When the last entry was confirmed, Unix time in ms; null before the first. */
  syncedAtMs: number | null;
  /** Whether nothing is sent because nobody, or somebody else, is signed in here by now. */
  signedOut: boolean;
  /** True when the device has it. */
  put: (command: DrillCommand) => boolean;
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
  const { clock, serverOffsetMs } = useLiveDrill();
  const known = useRef({ clock, serverOffsetMs });
  useEffect(() => {
    known.current = { clock, serverOffsetMs };
  });
  const change = useCallback(
    (changed: (old: Waiting[]) => Waiting[]) => {
      keepOutbox(key, changed(outboxFrom(localStorage.getItem(key))));
    },
    [key],
  );
  const next = nextToSend(waiting)?.commandId ?? null;
  const sending = useDelivery({ drillId, personId, key, next, change, onSignedOut: setSignedOut });
  const put = useCallback(
    (command: DrillCommand) => {
      const { serverOffsetMs: offsetMs, clock: by } = known.current;
      const nowMs = deviceMs();
      const entry: Waiting = {
        commandId: newCommandId(),
        command,
        madeAtMs: nowMs + offsetMs,
        clock: { page: thisPage, deviceMs: nowMs, offsetMs, rate: by.rate },
      };
      try {
        change((old) => withEntry(old, entry, sending.current));
        return true;
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        toast({ title: t("noRoom"), tone: "problem" });
        return false;
      }
    },
    [change, sending, toast, t],
  );
  const again = useCallback((id: string) => change((old) => withAnotherTry(old, id)), [change]);
  const discard = useCallback((id: string) => change((old) => withoutEntry(old, id)), [change]);

  return { waiting, syncedAtMs, signedOut, put, again, discard };
}

/**
 * Sends what waits, one after the other, until the server has it or says no; again whenever the network comes back.
 *
 * @returns the entry that is on its way.
 */
function useDelivery({
  drillId,
  personId,
  key,
  next,
  change,
  onSignedOut,
}: {
  drillId: string;
  personId: string;
  key: string;
  /** The entry to send next; null while there is none. */
  next: string | null;
  change: (changed: (old: Waiting[]) => Waiting[]) => void;
  onSignedOut: (signedOut: boolean) => void;
}): RefObject<string | null> {
  const client = useTRPCClient();
  const sending = useRef<string | null>(null);
  /** Asked anew after every failure: whoever has signed in here since would send these entries as their own. */
  const isSelf = useRef(false);
  /** Measured with it: what was entered without a network was counted by a clock that nobody had looked at. */
  const measuredMs = useRef(0);
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
      const { commandId } = entry;
      try {
        if (!isSelf.current) {
          isSelf.current = (await client.session.current.query())?.id === personId;
          if (!over) onSignedOut(!isSelf.current);
          if (!isSelf.current) return later();
          measuredMs.current = await measuredOffsetMs(
            async () => (await client.drill.wallTime.query(undefined, IN_BACKGROUND)).wallMs,
          );
        }
        const command = withTimePutRight(entry, offBy(entry, measuredMs.current));
        if ("photos" in command) await sendPhotos(drillId, command.photos ?? []);
        await client.drill.command.mutate({ drillId, commandId, command }, IN_BACKGROUND);
        keepSyncedAt(key, deviceMs() + measuredMs.current);
        change((old) => withoutEntry(old, commandId));
      } catch (error) {
        const readable = readableError(error);
        if (readable.requestId !== null) failures += 1;
        const answer = answerTo(readable, failures);
        isSelf.current = false;
        if (answer === "refused") {
          const refused = { sentence: readable.sentence ?? "", atMs: deviceMs() + measuredMs.current };
          change((old) => withRefused(old, commandId, refused));
        } else {
          if (answer === "sign-in" && !over) onSignedOut(true);
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
    window.addEventListener(SIGNED_IN, hurry);
    window.addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
    return () => {
      over = true;
      clearTimeout(timer);
      window.removeEventListener(SIGNED_IN, hurry);
      window.removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
    };
  }, [change, client, drillId, key, next, onSignedOut, personId]);
  return sending;
}

/** By how much the clock an entry was made by was wrong, in ms. Of another life of the page nothing can be known. */
function offBy({ clock }: Waiting, nowOffsetMs: number): number {
  if (clock?.page !== thisPage) return 0;
  return correctionMs(clock.offsetMs, nowOffsetMs, leapsSince(clock.deviceMs));
}
