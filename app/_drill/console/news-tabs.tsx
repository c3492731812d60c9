"use client";

import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { RadioPanel } from "@/app/_drill/live/radio-panel";
import type { WithEarlier } from "@/app/_drill/live/use-earlier";
import { Tabs } from "@/app/_ui/tabs";
import type { SideView } from "@/domain/view/schema";
import { RADIO_PHRASES } from "./radio-phrases";
import type { NewsTab } from "./use-news";

/** What comes in for a side, what it knows and what it has done, a tab each. */
export function NewsTabs({
  side,
  tab,
  onTab,
  inboxUnread,
  radioUnread,
  radio,
  contents,
}: {
  side: SideView["side"];
  tab: NewsTab;
  onTab: (tab: NewsTab) => void;
  inboxUnread: number;
  radioUnread: number;
  radio: WithEarlier<SideView["radio"][number]>;
  /** What stands in the tabs beside the radio; a side that has no feeds has no tab for them. */
  contents: Partial<Record<NewsTab, ReactNode>>;
}) {
  const t = useTranslations("console");
  const { act, may } = useLiveDrill();
  const unread = (count: number) => (count > 0 ? { count } : {});
  const radioPanel = (
    <RadioPanel
      messages={radio.entries}
      earlier={radio}
      phrases={RADIO_PHRASES[side].map((phrase) => t(`radio.phrase.${phrase}`))}
      disabled={!may("SendRadio")}
      onSend={(text, asks) => act({ type: "SendRadio", text, ...asks })}
      onReadBack={({ n }) => act({ type: "ReadBack", n })}
    />
  );
  return (
    <Tabs
      label={t("news.label")}
      value={tab}
      onValueChange={onTab}
      fill
      items={[
        {
          value: "inbox" as const,
          label: t("news.inbox"),
          ...unread(inboxUnread),
          content: contents.inbox,
        },
        { value: "radio" as const, label: t("news.radio"), ...unread(radioUnread), content: radioPanel },
        ...(["feeds", "known", "log"] as const)
          .filter((value) => contents[value] !== undefined)
          .map((value) => ({ value, label: t(`news.${value}`), content: contents[value] })),
      ]}
    />
  );
}
