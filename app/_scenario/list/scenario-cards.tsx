"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { RelativeTime } from "@/app/_ui/relative-time";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { useSeparator } from "@/app/_ui/separator";
import { personNameIn } from "@/domain/account/schema";
import { inLocale } from "@/domain/text";
import type { ListedScenario } from "./listed-scenario";
import { ScenarioMenu } from "./scenario-menu";
import { VersionBadge } from "./version-badge";
import styles from "./scenario-cards.module.css";

/** Scenarios to look through, with what each is about. */
export function ScenarioCards({ scenarios }: { scenarios: readonly ListedScenario[] }) {
  const separator = useSeparator();
  const t = useTranslations("scenarios");
  const duration = useDurationText();
  const locale = useLocale();
  return (
    <ul className={styles.cards}>
      {scenarios.map((scenario) => (
        <li key={scenario.id} className={styles.card}>
          <div className={styles.head}>
            <h2 className={styles.title}>
              <Link href={`/scenarios/${scenario.id}`} className={styles.link}>
                {inLocale(scenario.title, locale)}
              </Link>
            </h2>
            <span className={styles.menu}>
              <ScenarioMenu scenario={scenario} />
            </span>
          </div>
          <p className={styles.summary} title={inLocale(scenario.summary, locale)}>
            {inLocale(scenario.summary, locale)}
          </p>
          <p className={styles.figures}>
            <span>{duration(scenario.plannedMinutes * 60_000)}</span>
            <span>{t("injects", { count: scenario.injects })}</span>
            <span>{t("units", { count: scenario.units })}</span>
            <span>{t("items", { count: scenario.items })}</span>
          </p>
          <p className={styles.foot}>
            <VersionBadge scenario={scenario} />
            {scenario.opposed ? <Badge>{t("opposed")}</Badge> : <Badge outlined>{t("unopposed")}</Badge>}
            {scenario.isStarter ? <Badge tone="accent">{t("starter")}</Badge> : null}
            <span className={styles.edited}>
              {scenario.editedBy ? `${personNameIn(scenario.editedBy, locale)}${separator}` : ""}
              <RelativeTime atMs={scenario.editedAtMs} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
