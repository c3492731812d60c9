"use client";

import { useId } from "react";
import { useLocale, useTranslations } from "next-intl";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { Badge } from "@/app/_ui/badge";
import { classNames } from "@/app/_ui/class-names";
import { Radio } from "@/app/_ui/radio";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { inLocale } from "@/domain/text";
import styles from "./scenario-choice.module.css";

/** One version of a scenario, with what is told of it to whoever chooses. */
export type PlayableScenario = Pick<
  RouterOutputs["scenario"]["list"][number],
  "id" | "title" | "summary" | "plannedMinutes" | "injects" | "units" | "opposed"
> & { version: number };

/** The newest version of each scenario that has one. */
export function playableOf(listed: RouterOutputs["scenario"]["list"]): PlayableScenario[] {
  return listed.flatMap(({ latestVersion, ...scenario }) =>
    latestVersion === null ? [] : [{ ...scenario, version: latestVersion }],
  );
}

/** What is played: one of the published scenarios. */
export function ScenarioChoice({
  scenarios,
  value,
  onValueChange,
}: {
  scenarios: readonly PlayableScenario[];
  value: PlayableScenario;
  onValueChange: (scenario: PlayableScenario) => void;
}) {
  const t = useTranslations("drills.create");
  const duration = useDurationText();
  const locale = useLocale();
  const group = useId();
  const isChosen = (scenario: PlayableScenario) => keyOf(scenario) === keyOf(value);
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.heading}>{t("scenario")}</legend>
      <p className={styles.hint}>{t("scenarioHint")}</p>
      <div className={styles.cards}>
        {scenarios.map((scenario) => (
          <label
            key={keyOf(scenario)}
            className={classNames(styles.card, isChosen(scenario) && styles.chosen)}
          >
            <Radio
              name={group}
              className={styles.radio}
              checked={isChosen(scenario)}
              onChange={() => onValueChange(scenario)}
            />
            <span className={styles.text}>
              <span className={styles.title}>{inLocale(scenario.title, locale)}</span>
              <span className={styles.summary} title={inLocale(scenario.summary, locale)}>
                {inLocale(scenario.summary, locale)}
              </span>
              <span className={styles.figures}>
                <span>{duration(scenario.plannedMinutes * 60_000)}</span>
                <span>{t("injects", { count: scenario.injects })}</span>
                <span>{t("units", { count: scenario.units })}</span>
                <span>{t("version", { version: scenario.version })}</span>
                {scenario.opposed ? <Badge>{t("opposed")}</Badge> : null}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function keyOf({ id, version }: PlayableScenario): string {
  return `${id} ${version}`;
}
