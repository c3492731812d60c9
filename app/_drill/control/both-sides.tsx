"use client";

import { useMemo } from "react";
import { Check, Hourglass, Scale, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { EarlierButton } from "@/app/_drill/live/earlier-button";
import { PaneEmpty } from "@/app/_drill/live/pane";
import { LastSeen } from "@/app/_drill/live/last-seen";
import { StandardMark } from "@/app/_drill/live/standard-mark";
import { Remaining } from "@/app/_drill/live/time-parts";
import { isActionTold, useEarlier } from "@/app/_drill/live/use-earlier";
import { useLocal } from "@/app/_drill/live/use-local";
import { classNames } from "@/app/_ui/class-names";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { PriorityBadge } from "@/app/_drill/marks/priority-badge";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { useSeparator } from "@/app/_ui/separator";
import type { Side } from "@/domain/conditions/terms";
import type { FullSetting, LaneTruth } from "@/domain/view/schema";
import styles from "./both-sides.module.css";

/** What each side works with, next to each other: calls and crews here, persons and moves there. */
export function BothSides({ setting, lane }: { setting: FullSetting; lane: LaneTruth }) {
  const separator = useSeparator();
  const t = useTranslations("control");
  const c = useTranslations("console");
  const local = useLocal();
  const callSigns = useMemo(
    () => new Map(setting.scenario.forces.units.map((unit) => [unit.id, unit.callSign])),
    [setting.scenario.forces.units],
  );
  const out = lane.units.filter((unit) => unit.status !== "idle" && unit.status !== "off-duty");
  return (
    <div className={classNames(styles.sides, !setting.scenario.opposed && styles.alone)}>
      <section className={styles.side} aria-label={t("sides.responder")} tabIndex={0}>
        <SideHead setting={setting} lane={lane.lane} side="responder" />
        <h3>{c("board.title")}</h3>
        {lane.incidents.length === 0 ? <PaneEmpty>{c("board.empty")}</PaneEmpty> : null}
        <ul>
          {lane.incidents.map((incident) => {
            const planned = setting.scenario.incidents.find(({ id }) => id === incident.incidentId);
            return (
              <li key={incident.number} className={styles.incident}>
                <span className={styles.number}>{incident.number}</span>
                <div className={styles.body}>
                  <span className={styles.head}>
                    {incident.priority === null ? null : <PriorityBadge priority={incident.priority} />}
                    <strong>{planned ? local(planned.title) : local(incident.place.name)}</strong>
                    <span className={styles.status}>
                      {incident.mergedInto === null
                        ? c(`incidentStatus.${incident.status}`)
                        : c("board.merged", { number: incident.mergedInto })}
                    </span>
                  </span>
                  <span className={styles.quiet}>
                    {local(incident.place.name)}
                    {incident.units.length > 0
                      ? `${separator}${incident.units.map((id) => callSigns.get(id) ?? id).join(" ")}`
                      : ""}
                    {planned && incident.priority !== null && planned.priority !== incident.priority
                      ? `${separator}${t("sides.plannedPriority", { priority: planned.priority })}`
                      : ""}
                  </span>
                  <span className={styles.standards}>
                    {incident.standards.map((standard) => (
                      <StandardMark key={standard.to + standard.fromMs} standard={standard} compact />
                    ))}
                  </span>
                </div>
              </li>
            );
          })}
        </ul>
        <h3>
          {c("units.title")}
          <span className={styles.quiet}>
            {t("sides.unitsOut", { out: out.length, all: lane.units.length })}
          </span>
        </h3>
        <ul className={styles.units}>
          {out.map((unit) => (
            <li key={unit.id}>
              <span className={styles.sign}>{callSigns.get(unit.id) ?? unit.id}</span>
              <span>{c(`unitStatus.${unit.status}`)}</span>
              {unit.incident === null ? null : (
                <span className={styles.quiet}>{c("incidentNo", { number: unit.incident })}</span>
              )}
              {unit.leg ? (
                <span className={styles.quiet}>
                  <Remaining untilMs={unit.leg.arrivesAtMs} />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
        <Moves setting={setting} lane={lane} side="responder" callSigns={callSigns} />
      </section>
      {setting.scenario.opposed ? (
        <section className={styles.side} aria-label={t("sides.opposition")} tabIndex={0}>
          <SideHead setting={setting} lane={lane.lane} side="opposition" />
          <h3>
            {c("plot.title")}
            {lane.budgetLeft === null ? null : (
              <span className={styles.quiet}>
                {c("plot.budgetLeft", { left: lane.budgetLeft, budget: setting.scenario.oppositionBudget })}
              </span>
            )}
          </h3>
          <ul>
            {lane.actors.map((actor) => (
              <li key={actor.id} className={styles.actor}>
                <strong>{local(actor.name)}</strong>
                <span className={styles.status}>{c(`actorStatus.${actor.status}`)}</span>
                <span className={styles.quiet}>{local(actor.place.name)}</span>
                <Believed actor={actor} />
              </li>
            ))}
          </ul>
          <Moves setting={setting} lane={lane} side="opposition" callSigns={callSigns} />
        </section>
      ) : null}
    </div>
  );
}

/** What the responder takes to be true of somebody, beside what is. */
function Believed({ actor }: { actor: LaneTruth["actors"][number] }) {
  const t = useTranslations("control.believed");
  const c = useTranslations("console");
  const { believed } = actor;
  if (!believed) return <span className={styles.quiet}>{t("nothing")}</span>;
  const isRight = believed.place.id === actor.place.id && actor.leg === null;
  return (
    <span className={styles.quiet}>
      {t(isRight ? "right" : "wrong", { status: c(`actorStatus.${believed.status}`) })}{" "}
      <LastSeen actor={believed} />
    </span>
  );
}

function SideHead({ setting, lane, side }: { setting: FullSetting; lane: number; side: Side }) {
  const local = useLocal();
  const team = setting.teams.find((candidate) => candidate.lane === lane && candidate.side === side)?.name;
  return (
    <header className={styles.sideHead}>
      <SideTag side={side} emphasis="strong" />
      {team && local(team) ? <span>{local(team)}</span> : null}
    </header>
  );
}

const ICONS = {
  "under-way": Hourglass,
  contested: Scale,
  "ruled-success": Hourglass,
  done: Check,
  failed: X,
} as const;

function Moves({
  setting,
  lane,
  side,
  callSigns,
}: {
  setting: FullSetting;
  lane: LaneTruth;
  side: Side;
  callSigns: ReadonlyMap<string, string>;
}) {
  const separator = useSeparator();
  const t = useTranslations("control");
  const c = useTranslations("console");
  const local = useLocal();
  const earlier = useEarlier(lane.actions, { list: "actions", lane: lane.lane }, isActionTold);
  const moves = earlier.entries.filter((action) => action.side === side);
  return (
    <>
      <h3>{t("sides.moves")}</h3>
      {moves.length === 0 ? <PaneEmpty>{c("log.empty")}</PaneEmpty> : null}
      <ol>
        {[...moves].reverse().map((move) => {
          const label = setting.actions.find(({ id }) => id === move.actionId)?.label;
          const Icon = ICONS[move.state];
          return (
            <li key={move.n} className={styles.moveRow}>
              <time>{drillMoment(move.atMs)}</time>
              <span>
                <strong>{label ? local(label) : move.actionId}</strong>{" "}
                <span className={styles.quiet}>
                  {[
                    move.incident === null ? "" : c("incidentNo", { number: move.incident }),
                    move.unitIds.map((id) => callSigns.get(id) ?? id).join(" "),
                    local(move.byName),
                  ]
                    .filter((part) => part !== "")
                    .join(separator)}
                </span>
                {move.note ? <span className={styles.note}>{move.note}</span> : null}
                {move.ruling ? (
                  <span className={styles.note}>
                    {t(`sides.ruled.${move.ruling.how}`, {
                      outcome: t(`contested.outcome.${move.ruling.outcome}`),
                    })}
                    {move.rationale ? ` ${move.rationale}` : ""}
                  </span>
                ) : null}
              </span>
              <Icon
                className={styles[move.state]}
                role="img"
                aria-label={c(`actionState.${move.state}`)}
                strokeWidth={2.5}
              />
            </li>
          );
        })}
      </ol>
      <EarlierButton of={earlier} />
    </>
  );
}
