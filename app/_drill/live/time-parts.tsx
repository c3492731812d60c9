"use client";

import { useTranslations } from "next-intl";
import { clockFace } from "@/app/_drill/marks/clock-text";
import { useLiveDrill, useNowMs } from "./drill-context";
import styles from "./time-parts.module.css";

/** Local time of day in the drill's world: the hour at which the scenario begins, plus drill time. */
export function WorldTime() {
  const t = useTranslations("console");
  const { startsAt } = useLiveDrill();
  const text = timeOfDay(startsAt, useNowMs());
  return (
    <span className={styles.world} title={t("worldTimeHint")}>
      <span className={styles.worldWord}>{t("worldTime")}</span>
      <span suppressHydrationWarning>{text}</span>
    </span>
  );
}

/** How long ago something happened, counting up: "02:10". */
export function Elapsed({ sinceMs }: { sinceMs: number }) {
  const nowMs = useNowMs();
  return (
    <span className={styles.figures} suppressHydrationWarning>
      {clockFace(Math.max(0, nowMs - sinceMs))}
    </span>
  );
}

/** How long until something happens, counting down to zero and no further. */
export function Remaining({ untilMs }: { untilMs: number }) {
  const nowMs = useNowMs();
  return (
    <span className={styles.figures} suppressHydrationWarning>
      {clockFace(Math.max(0, Math.ceil((untilMs - nowMs) / 1_000) * 1_000))}
    </span>
  );
}

/** A thin bar that fills from one moment to another. */
export function ProgressBar({ fromMs, toMs, label }: { fromMs: number; toMs: number; label: string }) {
  const nowMs = useNowMs();
  const share = toMs <= fromMs ? 1 : Math.min(1, Math.max(0, (nowMs - fromMs) / (toMs - fromMs)));
  return (
    <span
      className={styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <span className={styles.fill} style={{ width: `${share * 100}%` }} />
    </span>
  );
}

/** "03:10" plus drill time, as "03:14"; wraps at midnight. */
export function timeOfDay(startsAt: string, nowMs: number): string {
  const [hours = 0, minutes = 0] = startsAt.split(":").map(Number);
  const total = (hours * 60 + minutes + Math.floor(nowMs / 60_000)) % 1_440;
  return [Math.floor(total / 60), total % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
