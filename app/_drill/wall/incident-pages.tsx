"use client";

import { useTranslations } from "next-intl";
import { StandardMark } from "@/app/_drill/live/standard-mark";
import { useLocal } from "@/app/_drill/live/use-local";
import { classNames } from "@/app/_ui/class-names";
import { PriorityBadge } from "@/app/_drill/marks/priority-badge";
import type { LocalText } from "@/domain/text";
import type { WallSetting } from "@/domain/view/schema";
import { isOpen, type WallIncident } from "./wall-pages";
import styles from "./incident-pages.module.css";

/** More crews than this with one call are counted and not named. */
const CREWS_MAX = 8;

/** The calls as cards: where, how urgent, how far, who is there, and the clock that runs. */
export function BoardPage({
  setting,
  incidents,
}: {
  setting: WallSetting;
  incidents: readonly WallIncident[];
}) {
  const t = useTranslations("console.wall");
  const callSigns = new Map(setting.units.map(({ id, callSign }) => [id, callSign]));
  return (
    <section className={styles.page}>
      <h2 className={styles.unseen}>{t("page.board")}</h2>
      <ul
        className={classNames(
          styles.cards,
          incidents.length <= 2 ? styles.two : incidents.length <= 4 && styles.few,
        )}
      >
        {incidents.map((incident) => (
          <li key={incident.number}>
            <IncidentCard incident={incident} callSigns={callSigns} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One call: where, how urgent, how far, the clock that runs, and, unless a map shows them, who is there. */
export function IncidentCard({
  incident,
  callSigns,
}: {
  incident: WallIncident;
  /** By the id of the crew; null where they are not to be named. */
  callSigns: ReadonlyMap<string, string> | null;
}) {
  const t = useTranslations("console");
  const local = useLocal();
  const open = isOpen(incident);
  const running = incident.standards.find(({ doneAtMs }) => doneAtMs === null);
  const [zone] = incident.place.zones;
  const named = incident.units.slice(0, CREWS_MAX);
  return (
    <article className={classNames(styles.card, !open && styles.over)}>
      <h3 className={styles.place}>
        <span className={styles.number}>{incident.number}</span>
        <span className={styles.name}>{local(incident.place.name)}</span>
        {incident.priority === null ? null : <PriorityBadge priority={incident.priority} />}
      </h3>
      <p className={styles.status}>
        <strong>
          <StatusText incident={incident} />
        </strong>
        {zone ? <span>{local(zone)}</span> : null}
      </p>
      {open && running ? (
        <p className={styles.clock}>
          <StandardMark standard={running} />
        </p>
      ) : null}
      {callSigns && named.length > 0 ? (
        <ul className={styles.crews} aria-label={t("wall.there")}>
          {named.map((id) => (
            <li key={id}>{callSigns.get(id) ?? id}</li>
          ))}
          {incident.units.length > named.length ? <li>+{incident.units.length - named.length}</li> : null}
        </ul>
      ) : null}
    </article>
  );
}

/** How far a call is, in a word. */
export function StatusText({ incident }: { incident: WallIncident }) {
  const t = useTranslations("console");
  return incident.mergedInto === null
    ? t(`incidentStatus.${incident.status}`)
    : t("board.merged", { number: incident.mergedInto });
}

/** Every call in a row, every time standard in a column: what was kept, and the clocks that run. */
export function ClocksPage({ incidents }: { incidents: readonly WallIncident[] }) {
  const t = useTranslations("console.wall");
  const local = useLocal();
  const columns = standardsOf(incidents);
  return (
    <section className={styles.page}>
      <table className={styles.table}>
        <caption className={styles.unseen}>{t("page.clocks")}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.placeColumn}>
              {t("call")}
            </th>
            {columns.map((name) => (
              <th key={name.zh} scope="col">
                {local(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {incidents.map((incident) => (
            <tr key={incident.number} className={isOpen(incident) ? undefined : styles.over}>
              <th scope="row">
                <span className={styles.call}>
                  <span className={styles.number}>{incident.number}</span>
                  <span>
                    <span className={styles.callPlace}>{local(incident.place.name)}</span>
                    <span className={styles.callStatus}>
                      <StatusText incident={incident} />
                    </span>
                  </span>
                </span>
              </th>
              {columns.map((name) => {
                const standard = incident.standards.find((one) => one.name.zh === name.zh);
                const shown = standard && (standard.doneAtMs !== null || isOpen(incident));
                return (
                  <td key={name.zh}>
                    {shown ? <StandardMark standard={standard} nameless /> : <span>–</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The standards that any of the calls has, in the order in which a call meets them. */
function standardsOf(incidents: readonly WallIncident[]): LocalText[] {
  const most = [...incidents].sort((a, b) => b.standards.length - a.standards.length);
  const known = new Map<string, LocalText>();
  for (const { name } of most.flatMap(({ standards }) => standards)) known.set(name.zh, name);
  return [...known.values()];
}
