"use client";

import { useId } from "react";
import { useLocale, useTranslations } from "next-intl";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { Badge } from "@/app/_ui/badge";
import { classNames } from "@/app/_ui/class-names";
import { Radio } from "@/app/_ui/radio";
import { inLocale } from "@/domain/text";
import styles from "./scenario-choice.module.css";

export type ChoosableScenario = RouterOutputs["scenario"]["list"][number];

/** What is played: one of the published scenarios. */
export function ScenarioChoice({
  scenarios,
  value,
  onValueChange,
}: {
  scenarios: readonly ChoosableScenario[];
  value: ChoosableScenario;
  onValueChange: (scenario: ChoosableScenario) => void;
}) {
  const t = useTranslations("drills.create");
  const locale = useLocale();
  const group = useId();
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.heading}>{t("scenario")}</legend>
      <p className={styles.hint}>{t("scenarioHint")}</p>
      <div className={styles.cards}>
        {scenarios.map((scenario) => (
          <label
            key={scenario.id}
            className={classNames(styles.card, scenario.id === value.id && styles.chosen)}
          >
            <Radio
              name={group}
              className={styles.radio}
              checked={scenario.id === value.id}
              onChange={() => onValueChange(scenario)}
            />
            <span className={styles.text}>
              <span className={styles.title}>{inLocale(scenario.title, locale)}</span>
              <span className={styles.summary} title={inLocale(scenario.summary, locale)}>
                {inLocale(scenario.summary, locale)}
              </span>
              <span className={styles.figures}>
                <span>{t("minutes", { count: scenario.plannedMinutes })}</span>
                <span>{t("injects", { count: scenario.injects })}</span>
                <span>{t("units", { count: scenario.units })}</span>
                {scenario.latestVersion === null ? null : (
                  <span>{t("version", { version: scenario.latestVersion })}</span>
                )}
                {scenario.opposed ? <Badge>{t("opposed")}</Badge> : null}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
