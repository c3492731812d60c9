"use client";

import { useState } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import type { RouterInputs } from "@/app/_trpc/router-types";
import { ActionSeen, DeliverySeen, LaneTruth, SideView, type RadioSeen } from "@/domain/view/schema";
import { useLiveDrill } from "./drill-context";

type Page = RouterInputs["drill"]["earlier"];

/** The entries of the lists that are paged on screens, as the schemas of the views know them. */
export const isRadioSeen = (entry: unknown): entry is RadioSeen =>
  SideView.shape.radio.element.safeParse(entry).success;
export const isRadioTold = (entry: unknown): entry is LaneTruth["radio"][number] =>
  LaneTruth.shape.radio.element.safeParse(entry).success;
export const isDeliverySeen = (entry: unknown): entry is DeliverySeen =>
  DeliverySeen.safeParse(entry).success;
export const isActionSeen = (entry: unknown): entry is ActionSeen => ActionSeen.safeParse(entry).success;

/** A list of which the view shows the latest, with the earlier entries somebody has asked for. */
export type WithEarlier<T> = {
  entries: readonly T[];
  /** Whether there are earlier ones than these. */
  more: boolean;
  loading: boolean;
  load: () => void;
};

/**
 * @param isEntry Whether what the server sent is an entry of this list: one procedure serves them all.
 */
export function useEarlier<T extends { n: number }>(
  shown: readonly T[],
  page: Pick<Page, "list" | "lane" | "playLane">,
  isEntry: (entry: unknown) => entry is T,
): WithEarlier<T> {
  const client = useTRPCClient();
  const { drillId } = useLiveDrill();
  const [kept, setKept] = useState<ReadonlyMap<number, T>>(new Map());
  const [loading, setLoading] = useState(false);

  const earlier: T[] = [];
  let first = shown[0]?.n ?? 1;
  for (let entry = kept.get(first - 1); entry; entry = kept.get(first - 1)) {
    earlier.unshift(entry);
    first = entry.n;
  }

  function load() {
    if (loading) return;
    setLoading(true);
    client.drill.earlier
      .query({ drillId, ...page, before: first })
      .then(
        ({ entries }) =>
          setKept((before) => {
            const next = new Map(before);
            for (const entry of entries) if (isEntry(entry)) next.set(entry.n, entry);
            return next;
          }),
        // The button stays, to be pressed again.
        () => undefined,
      )
      .finally(() => setLoading(false));
  }
  return { entries: [...earlier, ...shown], more: first > 1, loading, load };
}
