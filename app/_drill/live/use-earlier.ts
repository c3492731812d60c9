"use client";

import { useState } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import type { RouterInputs } from "@/app/_trpc/router-types";
import {
  ActionSeen,
  ControlView,
  DeliverySeen,
  EvaluatorView,
  LaneTruth,
  RecordSeen,
  SideView,
  type RadioSeen,
} from "@/domain/view/schema";
import { useLiveDrill } from "./drill-context";
import { withEarlier } from "./with-earlier";

type Page = RouterInputs["drill"]["earlier"];

/** The entries of the lists that are paged on screens, as the schemas of the views know them. */
export const isRadioSeen = (entry: unknown): entry is RadioSeen =>
  SideView.shape.radio.element.safeParse(entry).success;
export const isRadioTold = (entry: unknown): entry is LaneTruth["radio"][number] =>
  LaneTruth.shape.radio.element.safeParse(entry).success;
export const isDeliverySeen = (entry: unknown): entry is DeliverySeen =>
  DeliverySeen.safeParse(entry).success;
export const isDeliveryTold = (entry: unknown): entry is LaneTruth["deliveries"][number] =>
  LaneTruth.shape.deliveries.element.safeParse(entry).success;
export const isActionSeen = (entry: unknown): entry is ActionSeen => ActionSeen.safeParse(entry).success;
export const isActionTold = (entry: unknown): entry is LaneTruth["actions"][number] =>
  LaneTruth.shape.actions.element.safeParse(entry).success;
export const isNoticed = (entry: unknown): entry is SideView["noticed"][number] =>
  SideView.shape.noticed.element.safeParse(entry).success;
export const isRecordSeen = (entry: unknown): entry is RecordSeen => RecordSeen.safeParse(entry).success;

const laneOfControl = ControlView.shape.lanes.element.shape;
type LaneOfControl = ControlView["lanes"][number];
export const isNoteTold = (entry: unknown): entry is LaneOfControl["notes"][number] =>
  laneOfControl.notes.element.safeParse(entry).success;
export const isFlagTold = (entry: unknown): entry is LaneOfControl["flags"][number] =>
  laneOfControl.flags.element.safeParse(entry).success;
export const isOwnNote = (entry: unknown): entry is EvaluatorView["lanes"][number]["notes"][number] =>
  EvaluatorView.shape.lanes.element.shape.notes.element.safeParse(entry).success;

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
  const of = JSON.stringify([drillId, page.list, page.lane, page.playLane]);
  const [fetched, setFetched] = useState<{ of: string; entries: ReadonlyMap<number, T> }>({
    of,
    entries: new Map(),
  });
  const [loading, setLoading] = useState(false);
  // Whoever turns to another lane begins anew.
  const kept = fetched.of === of ? fetched.entries : new Map<number, T>();
  const { entries, before } = withEarlier(shown, kept);

  function load() {
    if (loading || before === null) return;
    setLoading(true);
    client.drill.earlier
      .query({ drillId, ...page, before })
      .then(
        ({ entries: earlier }) =>
          setFetched((known) => {
            const next = new Map(known.of === of ? known.entries : []);
            for (const entry of earlier) if (isEntry(entry)) next.set(entry.n, entry);
            return { of, entries: next };
          }),
        // The button stays, to be pressed again.
        () => undefined,
      )
      .finally(() => setLoading(false));
  }
  return { entries, more: before !== null, loading, load };
}

/** Several lists that are told as one: asks for what is before either. */
export function asOne(...lists: readonly WithEarlier<unknown>[]): Omit<WithEarlier<unknown>, "entries"> {
  return {
    more: lists.some(({ more }) => more),
    loading: lists.some(({ loading }) => loading),
    load: () => {
      for (const { more, load } of lists) if (more) load();
    },
  };
}
