"use client";

import { useTranslations } from "next-intl";
import { drillMoment, momentFromText } from "@/app/_drill/marks/clock-text";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { useAgoText } from "@/app/_ui/use-ago-text";
import styles from "./seen-time.module.css";

const MINUTES_AGO = { one: 1, two: 2, five: 5 } as const;

/** When something was seen: by how long ago, or to the second. */
export type SeenTime = { how: "now" | keyof typeof MINUTES_AGO | "exact"; exact: string };

/**
 * The drill time in ms that a choice stands for; null for an exact time nobody can read, or one still to come.
 *
 * @param nowMs Drill time at which the form was opened: what one saw is what made one open it.
 * @param calledAtMs When the incident was reported. People read and write whole seconds, so its very second is
 *   not before it.
 */
export function seenAtMs({ how, exact }: SeenTime, nowMs: number, calledAtMs: number): number | null {
  if (how === "now") return nowMs;
  if (how !== "exact") return Math.max(0, nowMs - MINUTES_AGO[how] * 60_000);
  const ms = momentFromText(exact);
  if (ms === null || ms < 0 || ms > nowMs) return null;
  return ms < calledAtMs && calledAtMs - ms < 1_000 ? calledAtMs : ms;
}

/** Now, 1, 2 or 5 minutes ago, or an exact time; what it comes to stands beside it. */
export function SeenTimePicker({
  value,
  nowMs,
  calledAtMs,
  onValueChange,
}: {
  value: SeenTime;
  nowMs: number;
  /** When what is recorded was reported: there was nothing to see of it before. */
  calledAtMs: number;
  onValueChange: (value: SeenTime) => void;
}) {
  const t = useTranslations("console.record");
  const ago = useAgoText();
  const ms = seenAtMs(value, nowMs, calledAtMs);
  const hint = t("exactHint", { now: drillMoment(nowMs) });
  const early = ms !== null && ms < calledAtMs;
  return (
    <fieldset className={styles.picker}>
      <legend className={styles.label}>
        {t("when")}
        {ms === null ? null : <strong className={styles.moment}>{drillMoment(ms)}</strong>}
      </legend>
      <div className={styles.choices}>
        <SegmentedControl
          label={t("when")}
          size="large"
          fullWidth
          value={value.how}
          onValueChange={(how) =>
            onValueChange({ how, exact: how === "exact" ? drillMoment(ms ?? nowMs) : value.exact })
          }
          options={[
            { value: "now", label: t("now") },
            ...(["one", "two", "five"] as const).map((how) => ({
              value: how,
              label: ago(MINUTES_AGO[how] * 60_000),
            })),
            { value: "exact", label: t("exact") },
          ]}
        />
      </div>
      {value.how === "exact" ? (
        <Field label={t("exactTime")} labelHidden {...(ms === null ? { error: hint } : { hint })}>
          <Input
            size="large"
            autoFocus
            value={value.exact}
            onChange={(event) => onValueChange({ how: "exact", exact: event.target.value })}
          />
        </Field>
      ) : null}
      <span role="status" className={styles.early}>
        {early ? t("early", { time: drillMoment(calledAtMs) }) : null}
      </span>
    </fieldset>
  );
}
