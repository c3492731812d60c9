"use client";

import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import { clockFace } from "./clock-text";
import { useDrillTime, type RunningClock } from "./use-drill-time";
import styles from "./countdown.module.css";

/** Time left until a moment of the drill; amber with a clock when it gets short, and counting up once it is over. */
export function Countdown({
  clock,
  serverOffsetMs,
  dueMs,
  warnMs = 60_000,
}: {
  clock: RunningClock;
  /** Server wall clock minus this machine's, in ms. */
  serverOffsetMs: number;
  /** Drill time at which it is due, in ms. */
  dueMs: number;
  /** From how much time left it warns, in ms. */
  warnMs?: number;
}) {
  const t = useTranslations("common");
  const leftMs = dueMs - useDrillTime(clock, serverOffsetMs);
  const overdue = leftMs < 0;
  const short = leftMs <= warnMs;
  return (
    <span
      className={classNames(styles.countdown, short && styles.short, overdue && styles.overdue)}
      role="timer"
      aria-live="off"
    >
      {short ? <Clock aria-hidden="true" strokeWidth={2.5} /> : null}
      <span className={styles.word}>{t(overdue ? "clock.overdue" : "clock.remaining")}</span>
      <span suppressHydrationWarning>
        {overdue ? "+" : ""}
        {clockFace(Math.abs(leftMs))}
      </span>
    </span>
  );
}
