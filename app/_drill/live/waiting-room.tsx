"use client";

import type { ReactNode } from "react";
import { useQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { useDurationText } from "@/app/_ui/use-duration-text";
import type { LocalText } from "@/domain/text";
import { useLiveDrill } from "./drill-context";
import { useLocal } from "./use-local";
import styles from "./waiting-room.module.css";

/** Before StartEx: read the brief, know one's side and what it is to achieve, and see that nothing is amiss. */
export function WaitingRoom({
  scenarioTitle,
  situation,
  brief,
  objectives,
  plannedMinutes,
  tag,
  status,
  first,
  children,
}: {
  scenarioTitle: LocalText;
  situation: LocalText;
  brief: LocalText;
  objectives: readonly LocalText[];
  plannedMinutes: number;
  tag?: ReactNode;
  /** What is being waited for; left out: for control to start. */
  status?: string | undefined;
  /** What this role has to see to before anything else. */
  first?: ReactNode;
  /** What this role can do while it waits; left out: who takes part. */
  children?: ReactNode;
}) {
  const t = useTranslations("console.waiting");
  const duration = useDurationText();
  const local = useLocal();
  const { startsAt } = useLiveDrill();
  return (
    <div className={styles.scroll} tabIndex={0}>
      <article className={styles.sheet}>
        <p className={styles.status} role="status">
          <Hourglass aria-hidden="true" />
          {status ?? t("status")}
        </p>
        {first}
        {tag ? <div>{tag}</div> : null}
        <h2 className={styles.title}>{local(scenarioTitle)}</h2>
        <dl className={styles.facts}>
          <div>
            <dt>{t("startsAt")}</dt>
            <dd>{startsAt}</dd>
          </div>
          <div>
            <dt>{t("planned")}</dt>
            <dd>{duration(plannedMinutes * 60_000)}</dd>
          </div>
        </dl>
        <section>
          <h3>{t("situation")}</h3>
          <p className={styles.text}>{local(situation)}</p>
        </section>
        {local(brief) ? (
          <section>
            <h3>{t("brief")}</h3>
            <p className={styles.text}>{local(brief)}</p>
          </section>
        ) : null}
        {objectives.length > 0 ? (
          <section>
            <h3>{t("objectives")}</h3>
            <ol className={styles.objectives}>
              {objectives.map((objective, i) => (
                <li key={i}>{local(objective)}</li>
              ))}
            </ol>
          </section>
        ) : null}
        {children ?? (first ? null : <Roster />)}
      </article>
    </div>
  );
}

/** How often the list of who is there is read again while one waits, in ms. */
const ROSTER_MS = 5_000;

/** Who takes part, as far as this person may know: the staff and one's own team. */
function Roster() {
  const t = useTranslations("console.waiting");
  const local = useLocal();
  const trpc = useTRPC();
  const { drillId } = useLiveDrill();
  const lobby = useQuery(trpc.drill.lobby.queryOptions({ drillId }, { refetchInterval: ROSTER_MS }));
  const people = lobby.data?.people ?? [];
  if (people.length === 0) return null;
  return (
    <section>
      <h3>{t("people")}</h3>
      <ul className={styles.roster}>
        {people.map(({ userId, name, seat, present }) => (
          <li key={userId}>
            <span className={present ? styles.here : styles.away}>
              <span className={styles.dot} aria-hidden="true" />
              {local(name)}
            </span>
            {seat.role === "player" ? <SideTag side={seat.side} /> : <span>{t(`role.${seat.role}`)}</span>}
            <span className={styles.presence}>{t(present ? "here" : "away")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
