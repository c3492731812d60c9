"use client";

import { Check, Clock, Hourglass, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import { clockFace } from "@/app/_drill/marks/clock-text";
import { useDurationText } from "@/app/_ui/use-duration-text";
import type { IncidentSeen } from "@/domain/view/schema";
import { useNowMs } from "./drill-context";
import { useLocal } from "./use-local";
import styles from "./standard-mark.module.css";

type Standard = IncidentSeen["standards"][number];

/** How long before the limit of full marks it warns, in ms of drill time. */
const WARN_MS = 30_000;

/**
 * A response-time standard that runs or ran: time left for full marks, then for any. Green tick when it was
 * met, amber clock when it is short or was only just kept, plum cross when it is lost.
 */
export function StandardMark({
  standard,
  compact = false,
  nameless = false,
}: {
  standard: Standard;
  /** Once it is over, the stage it ends at stands for its name: several of them share a line. */
  compact?: boolean;
  /** Where the name already stands, as over a column. */
  nameless?: boolean;
}) {
  const duration = useDurationText();
  const t = useTranslations("console.standard");
  const status = useTranslations("console.incidentStatus");
  const local = useLocal();
  const nowMs = useNowMs();
  const { doneAtMs, fullByMs, limitByMs, fromMs } = standard;
  const name = local(standard.name);

  if (doneAtMs !== null) {
    const state = doneAtMs <= fullByMs ? "met" : doneAtMs <= limitByMs ? "partly" : "missed";
    const Icon = state === "met" ? Check : state === "partly" ? Clock : X;
    return (
      <span className={classNames(styles.mark, styles[state])} title={name}>
        <Icon aria-hidden="true" strokeWidth={2.5} />
        {nameless ? null : <span className={styles.name}>{compact ? status(standard.to) : name}</span>}
        <span>{t(state, { time: duration(doneAtMs - fromMs) })}</span>
      </span>
    );
  }
  const state =
    nowMs <= fullByMs - WARN_MS
      ? "running"
      : nowMs <= fullByMs
        ? "short"
        : nowMs <= limitByMs
          ? "late"
          : "lost";
  const Icon = state === "running" ? Hourglass : state === "lost" ? X : Clock;
  const text =
    state === "late"
      ? t("late", { time: clockFace(limitByMs - nowMs) })
      : state === "lost"
        ? t("lost", { time: clockFace(nowMs - limitByMs) })
        : t("left", { time: clockFace(fullByMs - nowMs) });
  return (
    <span className={classNames(styles.mark, styles[state])} title={name} role="timer" aria-live="off">
      <Icon aria-hidden="true" strokeWidth={2.5} />
      {nameless ? null : <span className={styles.name}>{name}</span>}
      <span className={styles.figures} suppressHydrationWarning>
        {text}
      </span>
    </span>
  );
}
