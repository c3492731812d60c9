"use client";

import { useUnread } from "@/app/_drill/live/use-unread";
import { useMatchesMedia } from "@/app/_ui/use-matches-media";
import type { DeliverySeen, SideView } from "@/domain/view/schema";
import type { Unanswered } from "./unanswered";

export type NewsTab = "inbox" | "radio" | "feeds" | "known" | "log";

/** How much came in on the tabs that were not in sight. On a phone a whole pane may be out of sight. */
export function useNews(
  { inbox, radio }: Pick<SideView, "inbox" | "radio">,
  paneShown: boolean,
  tab: NewsTab,
): { inboxUnread: number; radioUnread: number } {
  // As wide as the panes of a console need to stand side by side (pane-deck.module.css).
  const onePane = useMatchesMedia("(max-width: 999px)");
  const inSight = !onePane || paneShown;
  return {
    inboxUnread: useUnread(inbox.at(-1)?.n ?? 0, inSight && tab === "inbox"),
    radioUnread: useUnread(radio.at(-1)?.n ?? 0, inSight && tab === "radio"),
  };
}

/** The newest of what came in, unless it is a call that rings anyway. */
export function newestOutOfSight(
  inbox: readonly DeliverySeen[],
  ringing: readonly Unanswered[],
): DeliverySeen | null {
  const newest = inbox.at(-1) ?? null;
  return ringing.some(({ delivery }) => delivery === newest) ? null : newest;
}
