"use client";

import { useState } from "react";
import { isRadioSeen, useEarlier } from "@/app/_drill/live/use-earlier";
import type { SideSetting, SideView } from "@/domain/view/schema";
import { useAlerts } from "./use-alerts";
import { useNews, type NewsTab } from "./use-news";
import { useReach } from "./use-reach";

/**
 * What is in sight of a console: which pane on a phone, which tab of what comes in, and what has come in elsewhere
 * meanwhile. The keys that put the focus where work waits turn to it first.
 *
 * @param first What is in sight at the start.
 * @param workPane The pane in which a decision is taken; left out where there is none.
 */
export function useConsolePanes<Pane extends string>(
  setting: SideSetting,
  view: SideView,
  first: { pane: Pane | "news"; tab: NewsTab },
  workPane?: Pane,
) {
  const [pane, setPane] = useState<Pane | "news">(first.pane);
  const [tab, onTab] = useState<NewsTab>(first.tab);
  const turnTo = (to: NewsTab) => {
    onTab(to);
    setPane("news");
  };
  useAlerts(setting, view, turnTo);
  const reach = useReach({
    turnTo,
    ...(workPane === undefined ? {} : { turnToWork: () => setPane(workPane) }),
  });
  /** The lane somebody of a cell that plays all of them has turned to. */
  const playLane = setting.cellLanes === null ? undefined : view.lane;
  const radio = useEarlier(view.radio, { list: "radio", playLane }, isRadioSeen);
  const { inboxUnread, radioUnread } = useNews(view, pane === "news", tab);
  return {
    pane,
    setPane,
    turnTo,
    playLane,
    newsRef: reach.news,
    workRef: reach.work,
    news: { side: setting.side, tab, onTab, radio, inboxUnread, radioUnread },
  };
}
