"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useNowMs } from "@/app/_drill/live/drill-context";
import { tallyOf } from "@/app/_drill/live/standards-tally";
import { useLocal } from "@/app/_drill/live/use-local";
import { classNames } from "@/app/_ui/class-names";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { StatusMark } from "@/app/_drill/marks/status-mark";
import { useTelling } from "@/app/_ui/use-telling";
import type { WallSetting } from "@/domain/view/schema";
import { StatusText } from "./incident-pages";
import { isOpen, type WallLane, type WallScore } from "./wall-pages";
import styles from "./lane-pages.module.css";
import type { Saying } from "@/domain/words/said";

const TALLIED = ["met", "partly", "missed"] as const;

/** Groups side by side, each in a row: how far they are with each call, and what they kept of the time standards. */
export function LanesPage({
  setting,
  lanes,
  numbers,
}: {
  setting: WallSetting;
  lanes: readonly WallLane[];
  /** The calls that have a column, as they are numbered on the wall. */
  numbers: readonly number[];
}) {
  const t = useTranslations("console.wall");
  const common = useTranslations("common");
  const local = useLocal();
  const placeOf = (number: number) => lanes[0]?.incidents.find((one) => one.number === number)?.place.name;
  return (
    <section className={styles.page}>
      <table className={styles.table}>
        <caption className={styles.unseen}>{t("page.lanes")}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.teamColumn}>
              {t("team")}
            </th>
            {numbers.map((number) => {
              const place = placeOf(number);
              return (
                <th key={number} scope="col">
                  <span className={styles.column}>
                    <span className={styles.number}>{number}</span>
                    <span className={styles.place}>{place ? local(place) : ""}</span>
                  </span>
                </th>
              );
            })}
            <th scope="col" className={styles.tallyColumn}>
              {t("standards")}
              <span className={styles.tally}>
                {TALLIED.map((status) => (
                  <span key={status}>{common(`status.${status}`)}</span>
                ))}
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) => (
            <tr key={lane.lane}>
              <th scope="row">
                <span className={styles.team}>
                  {local(teamName(setting, lane.lane)) || t("group", { number: lane.lane })}
                </span>
              </th>
              {numbers.map((number) => {
                const incident = lane.incidents.find((one) => one.number === number);
                return (
                  <td key={number} className={incident && !isOpen(incident) ? styles.over : undefined}>
                    {incident ? <StatusText incident={incident} /> : null}
                  </td>
                );
              })}
              <td>
                <Tally lane={lane} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {numbers.length === 0 ? <p className={styles.nothing}>{t("noCalls")}</p> : null}
    </section>
  );
}

function Tally({ lane }: { lane: WallLane }) {
  const nowMs = useNowMs();
  const tally = tallyOf(
    lane.incidents.flatMap(({ standards }) => standards),
    nowMs,
  );
  return (
    <span className={styles.tally}>
      {TALLIED.map((status) => (
        <span key={status}>
          <StatusMark status={status} compact />
          {tally[status]}
        </span>
      ))}
    </span>
  );
}

/** The totals, once they have been released, the highest first. */
export function ScoresPage({ scores }: { scores: readonly WallScore[] }) {
  const t = useTranslations("console.wall");
  const format = useFormatter();
  const tell = useTelling();
  return (
    <section className={styles.page}>
      <h2 className={styles.unseen}>{t("page.scores")}</h2>
      <ol className={classNames(styles.scores, scores.length <= 4 && styles.few)}>
        {scores.map(({ lane, side, team, totalHundredths, coverage }) => (
          <li key={`${lane} ${side}`}>
            <span className={styles.scorer}>
              <SideTag side={side}>{tell(team) || t("group", { number: lane })}</SideTag>
            </span>
            <span className={styles.bar} aria-hidden="true">
              <span
                className={styles[side]}
                style={{ width: `${Math.min(100, Math.max(0, totalHundredths / 100))}%` }}
              />
            </span>
            <strong className={styles.total}>
              {format.number(totalHundredths / 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
            </strong>
            <span className={styles.coverage}>{t("coverage", { share: tell({ share: coverage }) })}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function teamName(setting: WallSetting, lane: number): Saying {
  return setting.teams.find((team) => team.lane === lane)?.name ?? "";
}
