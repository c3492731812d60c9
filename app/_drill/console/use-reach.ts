"use client";

import { useRef, type RefObject } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "next-intl";
import { useCommands } from "@/app/_ui/command-context";
import type { NewsTab } from "./use-news";

/**
 * Keys that put the focus where work waits: what came in, the radio's line, the open decision. What has to be
 * turned to first is turned to, so a key does the same on every size of screen.
 */
export function useReach({
  turnTo,
  turnToWork,
}: {
  turnTo: (tab: NewsTab) => void;
  /** Shows the pane in which a decision is taken; left out where there is none. */
  turnToWork?: () => void;
}): { news: RefObject<HTMLElement | null>; work: RefObject<HTMLDivElement | null> } {
  const t = useTranslations("console.keys");
  const news = useRef<HTMLElement>(null);
  const work = useRef<HTMLDivElement>(null);
  function reach(within: RefObject<HTMLElement | null>, selector: string) {
    within.current?.querySelector<HTMLElement>(selector)?.focus();
  }
  useCommands([
    {
      id: "inbox",
      label: t("inbox"),
      group: "action",
      keys: "i",
      run: () => {
        flushSync(() => turnTo("inbox"));
        reach(news, '[role="log"]');
      },
    },
    {
      id: "radio",
      label: t("radio"),
      group: "action",
      keys: "r",
      run: () => {
        flushSync(() => turnTo("radio"));
        reach(news, "form input");
      },
    },
    ...(turnToWork
      ? [
          {
            id: "decision",
            label: t("decision"),
            group: "action" as const,
            keys: "d",
            run: () => {
              flushSync(turnToWork);
              reach(work, 'form [role="radio"]');
            },
          },
        ]
      : []),
  ]);
  return { news, work };
}
