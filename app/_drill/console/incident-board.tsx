"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill, useNowMs } from "@/app/_drill/live/drill-context";
import { Pane, PaneEmpty } from "@/app/_drill/live/pane";
import { StandardMark } from "@/app/_drill/live/standard-mark";
import { Elapsed } from "@/app/_drill/live/time-parts";
import { useLocal } from "@/app/_drill/live/use-local";
import { classNames } from "@/app/_ui/class-names";
import { clockFace } from "@/app/_drill/marks/clock-text";
import { PriorityBadge } from "@/app/_drill/marks/priority-badge";
import { isOver } from "@/domain/view/known";
import type { ActionSeen, IncidentSeen, UnitSeen } from "@/domain/view/schema";
import { lastProgressMs, patienceMs } from "./ageing";
import styles from "./incident-board.module.css";

/** The board people act on: every call, the ones that still need something first. */
export function IncidentBoard({
  incidents,
  actions,
  units,
  callSigns,
  selected,
  takesUnits,
  onSelect,
}: {
  incidents: readonly IncidentSeen[];
  actions: readonly ActionSeen[];
  units: readonly UnitSeen[];
  callSigns: ReadonlyMap<string, string>;
  selected: number | null;
  /** Whether crews can be dropped on an incident. */
  takesUnits: (incident: IncidentSeen) => boolean;
  onSelect: (number: number) => void;
}) {
  const t = useTranslations("console");
  const open = incidents.filter((incident) => !isOver(incident)).length;
  const sorted = [...incidents].sort(
    (a, b) =>
      Number(isOver(a)) - Number(isOver(b)) || (a.priority ?? 0) - (b.priority ?? 0) || a.number - b.number,
  );
  return (
    <Pane title={t("board.title")} count={open} flush>
      {incidents.length === 0 ? <PaneEmpty>{t("board.empty")}</PaneEmpty> : null}
      <ul className={styles.list}>
        {sorted.map((incident) => (
          <li key={incident.number}>
            <IncidentRow
              incident={incident}
              progressMs={lastProgressMs(incident, actions, units)}
              callSigns={callSigns}
              selected={incident.number === selected}
              takesUnits={takesUnits(incident)}
              onSelect={() => onSelect(incident.number)}
            />
          </li>
        ))}
      </ul>
    </Pane>
  );
}

function IncidentRow({
  incident,
  progressMs,
  callSigns,
  selected,
  takesUnits,
  onSelect,
}: {
  incident: IncidentSeen;
  progressMs: number;
  callSigns: ReadonlyMap<string, string>;
  selected: boolean;
  takesUnits: boolean;
  onSelect: () => void;
}) {
  const t = useTranslations("console");
  const local = useLocal();
  const over = isOver(incident);
  const running = over ? [] : incident.standards.filter((standard) => standard.doneAtMs === null);
  const done = incident.standards.filter((standard) => standard.doneAtMs !== null);
  const grid = incident.place.zones[0];
  return (
    <button
      type="button"
      className={classNames(styles.row, selected && styles.selected, over && styles.over)}
      aria-current={selected || undefined}
      data-drop-incident={takesUnits ? incident.number : undefined}
      onClick={onSelect}
    >
      <span className={styles.number}>{incident.number}</span>
      <span className={styles.text}>
        <span className={styles.head}>
          {incident.priority === null ? (
            <span className={styles.unclassified}>{t("unclassified")}</span>
          ) : (
            <PriorityBadge priority={incident.priority} />
          )}
          <span className={styles.place} title={local(incident.place.name)}>
            {local(incident.place.name)}
          </span>
          {over ? null : (
            <span className={styles.age} title={t("board.age")}>
              <Elapsed sinceMs={incident.statuses[0]?.atMs ?? 0} />
            </span>
          )}
        </span>
        <span className={styles.line}>
          <strong>
            {incident.mergedInto === null
              ? t(`incidentStatus.${incident.status}`)
              : t("board.merged", { number: incident.mergedInto })}
          </strong>
          {incident.category ? <span>{incident.category}</span> : null}
          {grid ? <span className={styles.zone}>{local(grid)}</span> : null}
        </span>
        {running.map((standard) => (
          <StandardMark key={standard.to} standard={standard} />
        ))}
        {running.length === 0 && done.length > 0 ? (
          <span className={styles.line}>
            {done.map((standard) => (
              <StandardMark key={standard.to} standard={standard} compact />
            ))}
          </span>
        ) : null}
        {incident.units.length > 0 ? (
          <span className={styles.units}>
            {incident.units.map((id) => (
              <span key={id} className={styles.unit}>
                {callSigns.get(id) ?? id}
              </span>
            ))}
          </span>
        ) : null}
        <Ageing progressMs={progressMs} limitMs={patienceMs(incident)} />
      </span>
    </button>
  );
}

function Ageing({ progressMs, limitMs }: { progressMs: number; limitMs: number | null }) {
  const t = useTranslations("console.board");
  const { phase } = useLiveDrill();
  const waitedMs = useNowMs() - progressMs;
  if (phase !== "running" || limitMs === null || waitedMs < limitMs) return null;
  return (
    <span className={styles.ageing}>
      <CircleAlert aria-hidden="true" />
      <span suppressHydrationWarning>{t("ageing", { time: clockFace(waitedMs) })}</span>
    </span>
  );
}
