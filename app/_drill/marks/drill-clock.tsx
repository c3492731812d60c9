"use client";

import { Pause } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import { clockFace } from "./clock-text";
import { useDrillTime, type RunningClock } from "./use-drill-time";
import styles from "./drill-clock.module.css";

/** The drill clock, large, in figures that do not dance; says in words when it stands still or runs fast. */
export function DrillClock({
  clock,
  serverOffsetMs,
  phase = "running",
  size = "medium",
}: {
  /** Null before StartEx. */
  clock: RunningClock | null;
  /** Server wall clock minus this machine's, in ms. */
  serverOffsetMs: number;
  phase?: "planned" | "running" | "ended";
  size?: "small" | "medium" | "large" | "wall";
}) {
  const t = useTranslations("common");
  const nowMs = useDrillTime(clock ?? STANDING, serverOffsetMs);
  const paused = phase === "running" && clock?.rate === 0;
  const word =
    phase === "ended"
      ? t("clock.ended")
      : phase === "planned" || !clock
        ? t("clock.notStarted")
        : paused
          ? t("clock.paused")
          : clock.rate > 1
            ? t("clock.rate", { rate: clock.rate })
            : null;

  return (
    <span className={classNames(styles.clock, styles[size], paused && styles.paused)}>
      {/* Not announced every second; a screen reader reads it when asked. */}
      <span
        className={styles.face}
        role="timer"
        aria-live="off"
        aria-label={t("clock.label")}
        // The second may turn between the server's drawing and the browser's.
        suppressHydrationWarning
      >
        {clockFace(nowMs)}
      </span>
      {word ? (
        <span className={styles.word} role="status">
          {paused ? <Pause aria-hidden="true" fill="currentColor" strokeWidth={0} /> : null}
          {word}
        </span>
      ) : null}
    </span>
  );
}

const STANDING: RunningClock = { rate: 0, atMs: 0, sinceWallMs: 0 };
