"use client";

import { useTranslations } from "next-intl";
import { SideTag } from "@/app/_ui/side-tag";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import styles from "./people.module.css";

/** Who takes part, and who has the drill open right now. */
export function People({
  setting,
  view,
  present,
}: {
  setting: FullSetting;
  view: ControlView;
  present: readonly string[];
}) {
  const t = useTranslations("control.people");
  const c = useTranslations("console");
  const common = useTranslations("common");
  const order = ["controller", "evaluator", "player", "observer"] as const;
  const sorted = [...view.participants].sort(
    (a, b) =>
      order.indexOf(a.role) - order.indexOf(b.role) ||
      (a.lane ?? 0) - (b.lane ?? 0) ||
      (a.side ?? "").localeCompare(b.side ?? ""),
  );
  return (
    <section className={styles.people} aria-label={t("title")}>
      <h3>{t("title")}</h3>
      {sorted.length === 0 ? <p className={styles.away}>{t("nobody")}</p> : null}
      <ul>
        {sorted.map((person) => {
          const here = present.includes(person.participantId);
          const team = setting.teams.find((one) => one.lane === person.lane && one.side === person.side);
          if (person.scripted && person.side) {
            return (
              <li key={person.participantId}>
                <span className={styles.here}>{common(`scripted.${person.side}`)}</span>
                <SideTag side={person.side} />
                <span className={styles.role}>{t("byEngine")}</span>
              </li>
            );
          }
          return (
            <li key={person.participantId}>
              <span className={here ? styles.here : styles.away}>
                <span className={styles.dot} aria-hidden="true" />
                {person.name}
              </span>
              {person.side ? (
                <SideTag side={person.side}>{team?.name || undefined}</SideTag>
              ) : (
                <span className={styles.role}>{t(`role.${person.role}`)}</span>
              )}
              {person.teamRole ? (
                <span className={styles.role}>{c(`teamRole.${person.teamRole}`)}</span>
              ) : null}
              <span className={styles.role}>{t(here ? "here" : "away")}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
