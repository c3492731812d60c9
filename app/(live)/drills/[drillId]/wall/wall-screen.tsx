"use client";

import { useMemo } from "react";
import { Clock3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_console/drill-context";
import { LiveScreen, OtherConsole } from "@/app/_console/live-screen";
import { StandardMark } from "@/app/_console/standard-mark";
import { WorldTime } from "@/app/_console/time-parts";
import { useLocal } from "@/app/_console/use-local";
import type { MapIncident, MapUnit } from "@/app/_map/board-map";
import { GroundMap } from "@/app/_map/ground-map";
import { classNames } from "@/app/_ui/class-names";
import { ConnectionState, type Connection } from "@/app/_ui/connection-state";
import { DrillClock } from "@/app/_ui/drill-clock";
import { ExerciseMark } from "@/app/_ui/exercise-mark";
import { PriorityBadge } from "@/app/_ui/priority-badge";
import { useDurationText } from "@/app/_ui/use-duration-text";
import type { WallSetting, WallView } from "@/domain/view/schema";
import styles from "./wall-screen.module.css";

/** The big screen: the clock, the calls and the map, a set time late. It needs no click and has nothing to click. */
export function WallScreen({ drillId }: { drillId: string }) {
  return (
    <LiveScreen drillId={drillId} wall>
      {({ setting, view, connection }) =>
        setting.kind === "wall" && view.kind === "wall" ? (
          <Wall setting={setting} view={view} connection={connection} />
        ) : (
          <OtherConsole drillId={drillId} view={view} />
        )
      }
    </LiveScreen>
  );
}

type WallLane = WallView["lanes"][number];
type WallIncident = WallLane["incidents"][number];

function Wall({
  setting,
  view,
  connection,
}: {
  setting: WallSetting;
  view: WallView;
  connection: Connection;
}) {
  const t = useTranslations("console.wall");
  const durationText = useDurationText();
  const { clock, serverOffsetMs, phase } = useLiveDrill();
  const several = view.lanes.length > 1;
  const callSigns = new Map(setting.units.map(({ id, callSign }) => [id, callSign]));
  return (
    <div className={styles.wall}>
      <header className={styles.bar}>
        <div className={styles.names}>
          <ExerciseMark />
          <h1 className={styles.title}>{setting.title}</h1>
          <p className={styles.late}>
            <Clock3 aria-hidden="true" />
            {t("late", { time: durationText(setting.delayMs) })}
            <ConnectionState state={connection} />
          </p>
        </div>
        <div className={styles.clock}>
          <WorldTime />
          <DrillClock clock={clock} serverOffsetMs={serverOffsetMs} phase={phase} size="wall" />
        </div>
      </header>
      {view.ended ? <p className={styles.ended}>{t(`ended.${view.ended.how}`)}</p> : null}
      <main id="content" className={classNames(styles.main, several && styles.several)}>
        {view.lanes.length === 0 ? <p className={styles.nothing}>{t("notStarted")}</p> : null}
        {view.lanes.map((lane) => (
          <section key={lane.lane} className={styles.lane}>
            <h2 className={styles.team}>
              {setting.teams.find((team) => team.lane === lane.lane)?.name || t("calls")}
              <span className={styles.count}>
                {t("open", { count: lane.incidents.filter(isOpen).length })}
              </span>
            </h2>
            {lane.incidents.length === 0 ? <p className={styles.nothing}>{t("noCalls")}</p> : null}
            <ul className={styles.list}>
              {sorted(lane.incidents).map((incident) => (
                <li key={incident.number}>
                  <IncidentCard incident={incident} callSigns={callSigns} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {several ? null : <WallMap setting={setting} lane={view.lanes[0] ?? null} />}
      </main>
    </div>
  );
}

function IncidentCard({
  incident,
  callSigns,
}: {
  incident: WallIncident;
  callSigns: ReadonlyMap<string, string>;
}) {
  const t = useTranslations("console");
  const local = useLocal();
  return (
    <article className={classNames(styles.incident, !isOpen(incident) && styles.over)}>
      <span className={styles.number}>{incident.number}</span>
      <div className={styles.text}>
        <h3 className={styles.place}>
          {incident.priority === null ? null : <PriorityBadge priority={incident.priority} />}
          {local(incident.place.name)}
        </h3>
        <p className={styles.status}>
          <strong>
            {incident.mergedInto === null
              ? t(`incidentStatus.${incident.status}`)
              : t("board.merged", { number: incident.mergedInto })}
          </strong>
          {incident.place.zones[0] ? <span>{local(incident.place.zones[0])}</span> : null}
        </p>
        <p className={styles.standards}>
          {incident.standards
            .filter(({ doneAtMs }) => doneAtMs !== null || isOpen(incident))
            .map((standard) => (
              <StandardMark key={standard.to} standard={standard} />
            ))}
        </p>
        {incident.units.length > 0 ? (
          <ul className={styles.units} aria-label={t("wall.there")}>
            {incident.units.map((id) => (
              <li key={id}>{callSigns.get(id) ?? id}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </article>
  );
}

function WallMap({ setting, lane }: { setting: WallSetting; lane: WallLane | null }) {
  const t = useTranslations("console");
  const local = useLocal();
  const { clock, serverOffsetMs } = useLiveDrill();
  const units = useMemo(
    () =>
      (lane?.units ?? []).map(({ id, status, at }): MapUnit => {
        const known = setting.units.find((unit) => unit.id === id);
        const label = known?.callSign ?? id;
        return { id, label, title: known ? `${label} ${local(known.name)}` : label, status, at, leg: null };
      }),
    [lane, setting.units, local],
  );
  const incidents = useMemo(
    () =>
      (lane?.incidents ?? []).flatMap((incident): MapIncident[] =>
        incident.place.at && incident.mergedInto === null
          ? [
              {
                number: incident.number,
                title: `${t("incidentNo", { number: incident.number })} ${local(incident.place.name)}`,
                priority: incident.priority,
                at: incident.place.at,
                selected: false,
                over: !isOpen(incident),
              },
            ]
          : [],
      ),
    [lane, local, t],
  );
  return (
    <div className={styles.map}>
      <GroundMap
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
  );
}

/** What still needs something first, and of it the most urgent. */
function sorted(incidents: readonly WallIncident[]): WallIncident[] {
  return [...incidents].sort(
    (a, b) =>
      Number(isOpen(b)) - Number(isOpen(a)) || (a.priority ?? 0) - (b.priority ?? 0) || a.number - b.number,
  );
}

function isOpen({ status, mergedInto }: WallIncident): boolean {
  return status !== "closed" && status !== "diverted" && mergedInto === null;
}
