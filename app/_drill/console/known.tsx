"use client";

import { useTranslations } from "next-intl";
import { EarlierButton } from "@/app/_drill/live/earlier-button";
import { PaneEmpty } from "@/app/_drill/live/pane";
import { isNoticed, useEarlier } from "@/app/_drill/live/use-earlier";
import { LastSeen } from "@/app/_drill/live/last-seen";
import { useLocal } from "@/app/_drill/live/use-local";
import { Badge } from "@/app/_ui/badge";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { useSeparator } from "@/app/_ui/separator";
import type { SideView } from "@/domain/view/schema";
import styles from "./known.module.css";

/** What the side has found out, whom it has seen, and what it has decided. */
export function Known({
  facts,
  actors,
  decisions,
  noticed: shown,
  playLane,
}: Pick<SideView, "facts" | "decisions" | "noticed"> & {
  /** Persons the side has located; left out where they have a list of their own. */
  actors?: SideView["actors"];
  /** The lane somebody of a cell that plays all of them has turned to. */
  playLane?: number | undefined;
}) {
  const separator = useSeparator();
  const t = useTranslations("console");
  const local = useLocal();
  const earlier = useEarlier(shown, { list: "noticed", playLane }, isNoticed);
  const noticed = earlier.entries;
  const settled = decisions.filter((decision) => decision.taken !== null || decision.lapsed);
  const nothing =
    noticed.length === 0 && facts.length === 0 && (actors ?? []).length === 0 && settled.length === 0;
  return (
    <div className={styles.known} tabIndex={0}>
      {nothing ? <PaneEmpty>{t("known.empty")}</PaneEmpty> : null}
      {noticed.length > 0 ? (
        <section>
          <h3>{t("known.noticed")}</h3>
          <ul>
            {[...noticed].reverse().map((one) => (
              <li key={one.n}>
                <time>{drillMoment(one.seenAtMs)}</time>
                <span>
                  {local(one.what)}
                  <span className={styles.where}>
                    {[one.place ? local(one.place) : "", one.by ? local(one.by.name) : ""]
                      .filter((part) => part !== "")
                      .join(separator)}
                  </span>
                  {one.counterUntilMs === null ? null : (
                    <strong className={styles.answer}>
                      {t("known.counterUntil", { time: drillMoment(one.counterUntilMs) })}
                    </strong>
                  )}
                </span>
              </li>
            ))}
          </ul>
          <EarlierButton of={earlier} />
        </section>
      ) : null}
      {facts.length > 0 ? (
        <section>
          <h3>{t("known.facts")}</h3>
          <ul>
            {[...facts].reverse().map((fact) => (
              <li key={fact.n}>
                <time>{drillMoment(fact.atMs)}</time>
                <span>{local(fact.text)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {actors && actors.length > 0 ? (
        <section>
          <h3>{t("known.actors")}</h3>
          <ul>
            {actors.map((actor) => (
              <li key={actor.id}>
                <Badge outlined>{t(`actorStatus.${actor.status}`)}</Badge>
                <span>
                  {local(actor.name)}
                  <span className={styles.where}>
                    <LastSeen actor={actor} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {settled.length > 0 ? (
        <section>
          <h3>{t("known.decisions")}</h3>
          <ul>
            {settled.map((decision) => {
              const option = decision.options.find(({ id }) => id === decision.taken?.optionId);
              return (
                <li key={decision.id}>
                  <time>{drillMoment(decision.taken?.atMs ?? decision.closesAtMs)}</time>
                  <span>
                    {local(decision.prompt)}
                    <strong className={styles.answer}>
                      {option ? local(option.label) : t("decision.lapsed")}
                    </strong>
                    {decision.taken?.reason ? (
                      <span className={styles.where}>{decision.taken.reason}</span>
                    ) : null}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
