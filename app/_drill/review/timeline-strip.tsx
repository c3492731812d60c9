"use client";

import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { MomentKind } from "@/domain/drill/terms";
import type { ReviewMoment } from "@/domain/review/schema";
import { happenedAtMs } from "./review-filter";
import styles from "./timeline-strip.module.css";

/** Steps of the scale in ms, the first that yields few enough marks is taken. */
const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120].map((minutes) => minutes * 60_000);
const MARKS_MAX = 8;

/**
 * The whole drill at one glance: a lane per kind, a mark per entry. For the pointer only; whoever reads with
 * the keyboard or by ear has the list below, which says the same.
 */
export function TimelineStrip({
  moments,
  lengthMs,
  current,
  onPick,
}: {
  moments: readonly ReviewMoment[];
  lengthMs: number;
  current: number | null;
  onPick: (position: number) => void;
}) {
  const t = useTranslations("review");
  const spanMs = Math.max(lengthMs, 60_000);
  const stepMs = STEPS_MS.find((step) => spanMs / step <= MARKS_MAX) ?? 240 * 60_000;
  const marks = Array.from({ length: Math.floor(spanMs / stepMs) + 1 }, (_, index) => index * stepMs);
  const across = (ms: number) => `${(Math.min(Math.max(ms / spanMs, 0), 1) * 100).toFixed(2)}%`;
  const lanes = MomentKind.options.filter((kind) => moments.some((moment) => moment.kind === kind));

  return (
    <div className={styles.strip} aria-hidden="true">
      {lanes.map((kind) => (
        <div key={kind} className={styles.lane}>
          <span className={styles.name}>{t(`kind.${kind}`)}</span>
          <span className={styles.track}>
            {moments
              .filter((moment) => moment.kind === kind)
              .map((moment) => (
                <span
                  key={moment.position}
                  className={classNames(
                    styles.dot,
                    moment.side ? styles[moment.side] : undefined,
                    moment.turningPoint && styles.turning,
                    moment.position === current && styles.current,
                  )}
                  style={{ left: across(happenedAtMs(moment)) }}
                  title={drillMoment(happenedAtMs(moment))}
                  onClick={() => onPick(moment.position)}
                />
              ))}
          </span>
        </div>
      ))}
      <div className={styles.lane}>
        <span className={styles.name} />
        <span className={styles.scale}>
          {marks.map((ms) => (
            <span key={ms} style={{ left: across(ms) }}>
              {drillMoment(ms)}
            </span>
          ))}
        </span>
      </div>
    </div>
  );
}
