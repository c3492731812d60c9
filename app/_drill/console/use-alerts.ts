"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslations } from "next-intl";
import { play, NOTICE } from "@/app/_drill/live/tones";
import { useMuted } from "@/app/_drill/live/use-chime";
import { useLocal } from "@/app/_drill/live/use-local";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { useToast, type ToastMessage } from "@/app/_ui/toast";
import { useSeparator } from "@/app/_ui/separator";
import { alertsBetween, type Alert } from "@/domain/view/alerts";
import type { ActionSeen, SideSetting, SideView } from "@/domain/view/schema";
import type { NewsTab } from "./use-news";

/** Tells, by a message and a sound, what has to be known at once wherever somebody is looking. */
export function useAlerts(setting: SideSetting, view: SideView, turnTo: (tab: NewsTab) => void): void {
  const separator = useSeparator();
  const t = useTranslations("console.alerts");
  const console = useTranslations("console");
  const local = useLocal();
  const toast = useToast();
  const { muted } = useMuted();
  const before = useRef<SideView | null>(null);

  const named = (action: ActionSeen) => {
    const known = setting.actions.find(({ id }) => id === action.actionId);
    const label = known ? local(known.label) : action.actionId;
    return action.incident === null
      ? label
      : console("line.action", { action: label, number: action.incident });
  };
  const signs = (unitIds: readonly string[]) =>
    unitIds.map((id) => setting.units.find((unit) => unit.id === id)?.callSign ?? id).join(" ");

  function messageOf(alert: Alert): ToastMessage {
    const show = (tab: NewsTab) => ({ label: t("show"), onPress: () => turnTo(tab) });
    switch (alert.kind) {
      case "counter": {
        const { what, place, counterUntilMs } = alert.notice;
        return {
          tone: "problem",
          title: t("counter", { time: drillMoment(counterUntilMs ?? 0) }),
          description: [local(what), place ? local(place) : ""].filter(Boolean).join(separator),
          action: show("known"),
        };
      }
      case "ruled-success":
      case "ruled-failure":
      case "failed":
        return {
          tone: alert.kind === "ruled-success" ? "done" : "warning",
          title: t(alert.kind, { action: named(alert.action) }),
          ...(alert.action.rationale === "" ? {} : { description: alert.action.rationale }),
          action: show("log"),
        };
      case "overruled":
        return {
          tone: "warning",
          title: t("overruled", { order: named(alert.order), units: signs(alert.unitIds) }),
          description: t("overruledBy", { name: local(alert.by.byName), action: named(alert.by) }),
          action: show("log"),
        };
    }
  }

  const tell = useEffectEvent((next: SideView) => {
    const alerts = before.current === null ? [] : alertsBetween(before.current, next);
    before.current = next;
    if (alerts.length === 0) return;
    for (const alert of alerts) toast(messageOf(alert));
    if (!muted) play(NOTICE);
  });
  useEffect(() => tell(view), [view]);
}
