"use client";

import { Check, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { GaugeMeter } from "@/app/_drill/live/gauge-meter";
import { Pane } from "@/app/_drill/live/pane";
import { Elapsed } from "@/app/_drill/live/time-parts";
import { useLocal } from "@/app/_drill/live/use-local";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import type { SideSetting, SideView } from "@/domain/view/schema";
import styles from "./world.module.css";

/** How the world stands around the calls: gauges, and the agencies that were called. */
export function World({ setting, view }: { setting: SideSetting; view: SideView }) {
  const t = useTranslations("console.world");
  const local = useLocal();
  if (setting.gauges.length === 0 && view.agencies.length === 0) return null;
  return (
    <Pane title={t("title")} className={styles.world}>
      <div className={styles.gauges}>
        {setting.gauges.map((gauge) => {
          const now = view.gauges.find(({ id }) => id === gauge.id);
          return now ? <GaugeMeter key={gauge.id} gauge={gauge} now={now} /> : null;
        })}
      </div>
      {view.agencies.length > 0 ? (
        <ul className={styles.agencies} aria-label={t("agencies")}>
          {view.agencies.map((agency) => {
            const name = setting.agencies.find(({ id }) => id === agency.id)?.name;
            const settled = agency.arrivedAtMs ?? agency.answeredAtMs;
            return (
              <li key={agency.id}>
                <span className={styles.name}>{name ? local(name) : agency.id}</span>
                <span className={settled === null ? styles.waiting : styles.there}>
                  {settled === null ? <Clock aria-hidden="true" /> : <Check aria-hidden="true" />}
                  {agency.arrivedAtMs !== null
                    ? t("arrived", { time: drillMoment(agency.arrivedAtMs) })
                    : agency.answeredAtMs !== null
                      ? t("answered", { time: drillMoment(agency.answeredAtMs) })
                      : t("notified")}
                  {settled === null ? <Elapsed sinceMs={agency.notifiedAtMs} /> : null}
                </span>
              </li>
            );
          })}
        </ul>
      ) : null}
    </Pane>
  );
}
