"use client";

import { TrendingDown, TrendingUp } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { LocalText } from "@/domain/text";
import { useNowMs } from "./drill-context";
import { useLocal } from "./use-local";
import styles from "./gauge-meter.module.css";

export type GaugeKnown = {
  id: string;
  name: LocalText;
  unit: LocalText;
  min: number;
  max: number;
  goodIs: "high" | "low";
};
export type GaugeNow = { value: number; ratePerMin: number; atMs: number };

/** A named number of the drill's world on its scale, carried on by its rate between two views of the server. */
export function GaugeMeter({ gauge, now }: { gauge: GaugeKnown; now: GaugeNow }) {
  const t = useTranslations("console.gauge");
  const format = useFormatter();
  const local = useLocal();
  const value = gaugeValue(gauge, now, useNowMs());
  const share = (value - gauge.min) / Math.max(1e-9, gauge.max - gauge.min);
  const rising = now.ratePerMin > 0 && value < gauge.max;
  const falling = now.ratePerMin < 0 && value > gauge.min;
  const figure = format.number(value, { maximumFractionDigits: gauge.max - gauge.min <= 10 ? 1 : 0 });
  const rate = format.number(now.ratePerMin, { maximumFractionDigits: 1, signDisplay: "always" });
  return (
    <div className={styles.gauge}>
      <span className={styles.name}>{local(gauge.name)}</span>
      <span className={styles.value} suppressHydrationWarning>
        {figure}
        <span className={styles.unit}> {local(gauge.unit)}</span>
        {rising || falling ? (
          <span className={styles.rate} title={t("rate", { rate })}>
            {rising ? <TrendingUp aria-hidden="true" /> : <TrendingDown aria-hidden="true" />}
            {t("ratePerMin", { rate })}
          </span>
        ) : null}
      </span>
      <span
        className={styles.scale}
        role="meter"
        aria-label={local(gauge.name)}
        aria-valuenow={Math.round(value * 10) / 10}
        aria-valuemin={gauge.min}
        aria-valuemax={gauge.max}
        aria-valuetext={`${figure} ${local(gauge.unit)}`}
      >
        <span className={styles.fill} style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
        <span
          className={gauge.goodIs === "high" ? styles.goodHigh : styles.goodLow}
          title={t(gauge.goodIs)}
        />
      </span>
    </div>
  );
}

/** The value at a drill time in ms: closed form, kept within the gauge's bounds. */
export function gaugeValue(gauge: Pick<GaugeKnown, "min" | "max">, now: GaugeNow, nowMs: number): number {
  const value = now.value + (now.ratePerMin * Math.max(0, nowMs - now.atMs)) / 60_000;
  return Math.min(gauge.max, Math.max(gauge.min, value));
}
