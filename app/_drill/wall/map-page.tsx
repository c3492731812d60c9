"use client";

import { useMemo } from "react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { useLocal } from "@/app/_drill/live/use-local";
import type { MapIncident, MapUnit } from "@/app/_drill/map/board-map";
import { GroundMap } from "@/app/_drill/map/ground-map";
import type { WallSetting } from "@/domain/view/schema";
import { IncidentCard } from "./incident-pages";
import { isOpen, urgentFirst, type WallLane } from "./wall-pages";
import styles from "./map-page.module.css";

/** So many cards fit beside the map; the board page has the rest. */
const BESIDE_MAX = 3;

/** Where it happens: the map, and beside it what is most urgent. */
export function MapPage({ setting, lanes }: { setting: WallSetting; lanes: readonly WallLane[] }) {
  const t = useTranslations("console");
  const local = useLocal();
  const { clock, serverOffsetMs } = useLiveDrill();
  const [first] = lanes;
  const several = lanes.length > 1;
  const units = useMemo(
    () =>
      (first?.units ?? []).map(({ id, status, at }): MapUnit => {
        const known = setting.units.find((unit) => unit.id === id);
        const label = known?.callSign ?? id;
        return { id, label, title: known ? `${label} ${local(known.name)}` : label, status, at, leg: null };
      }),
    [first, setting.units, local],
  );
  const incidents = useMemo(
    () =>
      (first?.incidents ?? []).flatMap((incident): MapIncident[] =>
        incident.place.at && incident.mergedInto === null
          ? [
              {
                number: incident.number,
                title: `${t("incidentNo", { number: incident.number })} ${local(incident.place.name)}`,
                // Groups judge for themselves: what one of them made of a call is not the others'.
                priority: several ? null : incident.priority,
                at: incident.place.at,
                selected: false,
                over: lanes.every((lane) => !isOpenIn(lane, incident.number)),
              },
            ]
          : [],
      ),
    [first, lanes, several, local, t],
  );
  const open = several || !first ? [] : urgentFirst(first.incidents).filter(isOpen);
  const team = setting.teams.find(({ lane }) => lane === first?.lane)?.name;
  return (
    <section className={several ? styles.whole : styles.page}>
      {several ? null : (
        <div className={styles.beside}>
          <h2 className={styles.team}>
            <span className={styles.name}>{(team && local(team)) || t("wall.calls")}</span>
            <span className={styles.count}>{t("wall.open", { count: open.length })}</span>
          </h2>
          {first?.incidents.length === 0 ? <p className={styles.nothing}>{t("wall.noCalls")}</p> : null}
          <ul className={styles.list}>
            {open.slice(0, BESIDE_MAX).map((incident) => (
              <li key={incident.number}>
                <IncidentCard incident={incident} callSigns={null} />
              </li>
            ))}
          </ul>
          {open.length > BESIDE_MAX ? (
            <p className={styles.nothing}>{t("wall.more", { count: open.length - BESIDE_MAX })}</p>
          ) : null}
        </div>
      )}
      <div className={styles.frame}>
        <div className={styles.map}>
          <GroundMap
            untouched
            label={t("map.label")}
            alternative={[
              ...incidents.map(({ title }) => title),
              ...units.map((unit) => `${unit.title}: ${t(`unitStatus.${unit.status}`)}`),
            ]}
            features={setting.ground.features}
            clock={clock}
            serverOffsetMs={serverOffsetMs}
            units={units}
            incidents={incidents}
          />
        </div>
      </div>
    </section>
  );
}

function isOpenIn({ incidents }: WallLane, number: number): boolean {
  return incidents.some((incident) => incident.number === number && isOpen(incident));
}
