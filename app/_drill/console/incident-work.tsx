"use client";

import { useState } from "react";
import { Check, ChevronDown, ChevronUp, Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { HeldNote } from "@/app/_drill/live/held-note";
import { StandardMark } from "@/app/_drill/live/standard-mark";
import { ProgressBar, Remaining } from "@/app/_drill/live/time-parts";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { PriorityBadge } from "@/app/_drill/marks/priority-badge";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { useSeparator } from "@/app/_ui/separator";
import type { ActionKnown, ActionSeen, IncidentSeen } from "@/domain/view/schema";
import { sensibleActions, type Step } from "./sensible-actions";
import styles from "./incident-work.module.css";

/** What to do about the selected incident: the step that carries it forward, what else fits now, and all the rest. */
export function IncidentWork({
  incident,
  actions,
  taken,
  callSigns,
  knowsActors,
  running,
  onAction,
}: {
  incident: IncidentSeen;
  actions: readonly ActionKnown[];
  /** What the side has done so far. */
  taken: readonly ActionSeen[];
  callSigns: ReadonlyMap<string, string>;
  /** Whether there is anybody to pursue or detain, as far as the side knows. */
  knowsActors: boolean;
  running: boolean;
  /** `details` asks for the window also where the action would need nothing more. */
  onAction: (action: ActionKnown, details: boolean) => void;
}) {
  const separator = useSeparator();
  const t = useTranslations("console");
  const local = useLocal();
  const [showAll, setShowAll] = useState(false);
  const { forward, next, others } = sensibleActions(actions, incident, knowsActors);
  const own = taken.filter((action) => action.incident === incident.number);
  const underWay = own.filter((action) => action.state !== "done" && action.state !== "failed");
  const labels = new Map(actions.map((action) => [action.id, local(action.label)]));
  const zones = incident.place.zones.map(local).join(separator);

  return (
    <div className={styles.work}>
      <header className={styles.header}>
        <span className={styles.number}>{incident.number}</span>
        {incident.priority === null ? null : <PriorityBadge priority={incident.priority} />}
        <h2 className={styles.place}>
          <span className={styles.name} title={local(incident.place.name)}>
            {local(incident.place.name)}
          </span>
          <span className={styles.zones} title={zones}>
            {zones}
          </span>
        </h2>
        <Stages incident={incident} />
      </header>
      <div className={styles.scroll} tabIndex={0}>
        <div className={styles.standards}>
          {incident.category ? <span className={styles.category}>{incident.category}</span> : null}
          {incident.standards.map((standard) => (
            <StandardMark key={standard.to + standard.fromMs} standard={standard} />
          ))}
        </div>
        {underWay.length > 0 ? (
          <ul className={styles.underWay}>
            {underWay.map((action) => (
              <li key={action.n}>
                <span className={styles.doing}>
                  <strong>{labels.get(action.actionId) ?? action.actionId}</strong>
                  <span className={styles.crew}>
                    {local({ list: action.unitIds.map((id) => callSigns.get(id) ?? id), as: "each" })}
                  </span>
                  {action.state === "contested" ? (
                    <span className={styles.contested}>
                      <Scale aria-hidden="true" />
                      {t("actions.contested")}
                    </span>
                  ) : (
                    <span>
                      {t.rich("actions.timeLeft", { time: () => <Remaining untilMs={action.endsAtMs} /> })}
                    </span>
                  )}
                </span>
                {action.state === "contested" ? null : (
                  <ProgressBar
                    fromMs={action.atMs}
                    toMs={action.endsAtMs}
                    label={labels.get(action.actionId) ?? action.actionId}
                  />
                )}
              </li>
            ))}
          </ul>
        ) : null}
        <HeldNote />
        {forward ? (
          <div className={styles.forward}>
            <Button
              variant="primary"
              disabled={!running}
              onClick={(event) => onAction(forward, event.shiftKey)}
            >
              {local(forward.label)}
            </Button>
            {forward.hint ? <span className={styles.hint}>{local(forward.hint)}</span> : null}
          </div>
        ) : null}
        {next.map((group) => (
          <StepRow key={group.step} {...group} own={own} running={running} onAction={onAction} />
        ))}
        {others.length > 0 ? (
          <Button
            variant="quiet"
            size="small"
            className={styles.all}
            aria-expanded={showAll}
            icon={showAll ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
            onClick={() => setShowAll(!showAll)}
          >
            {t(showAll ? "actions.fewer" : "actions.all")}
          </Button>
        ) : null}
        {showAll
          ? others.map((group) => (
              <StepRow key={group.step} {...group} own={own} running={running} onAction={onAction} />
            ))
          : null}
      </div>
    </div>
  );
}

function StepRow({
  step,
  actions,
  own,
  running,
  onAction,
}: {
  step: Step;
  actions: readonly ActionKnown[];
  own: readonly ActionSeen[];
  running: boolean;
  onAction: (action: ActionKnown, details: boolean) => void;
}) {
  const t = useTranslations("console");
  const local = useLocal();
  const duration = useDurationText();
  return (
    <div className={styles.step} role="group" aria-label={t(`step.${step}`)}>
      <span className={styles.stepName}>{t(`step.${step}`)}</span>
      <span className={styles.buttons}>
        {actions.map((action) => {
          const done = own.some((taken) => taken.actionId === action.id && taken.state === "done");
          const facts = [
            action.hint ? local(action.hint) : "",
            action.durationMs > 0 ? t("actions.takes", { time: duration(action.durationMs) }) : "",
            action.contested ? t("actions.willBeRuled") : "",
          ].filter((fact) => fact !== "");
          return (
            <Button
              key={action.id}
              size="small"
              disabled={!running}
              className={classNames(styles.action, done && styles.done)}
              title={facts.join("\n")}
              icon={
                done ? (
                  <Check role="img" aria-label={t("actions.done")} />
                ) : action.contested ? (
                  <Scale role="img" aria-label={t("actions.willBeRuled")} />
                ) : undefined
              }
              onClick={(event) => onAction(action, event.shiftKey)}
            >
              {local(action.label)}
              {asksMore(action) ? "…" : ""}
            </Button>
          );
        })}
      </span>
    </div>
  );
}

function asksMore(action: ActionKnown): boolean {
  return (
    action.note === "required" ||
    action.id === "classify" ||
    (action.target !== "incident" && action.target !== "none") ||
    (action.crew === "needed" && !action.onScene)
  );
}

const COURSE = [
  "reported",
  "accepted",
  "classified",
  "dispatched",
  "on-scene",
  "controlled",
  "closed",
] as const;

/** The stages of a call in a row, with the time each was reached. */
function Stages({ incident }: { incident: IncidentSeen }) {
  const t = useTranslations("console");
  if (incident.status === "diverted" || incident.mergedInto !== null) {
    return (
      <strong className={styles.aside}>
        {incident.mergedInto === null
          ? t("incidentStatus.diverted")
          : t("board.merged", { number: incident.mergedInto })}
      </strong>
    );
  }
  const at = COURSE.findIndex((status) => status === incident.status);
  return (
    <ol className={styles.stages} aria-label={t("stages")}>
      {COURSE.map((status, i) => {
        const reached = incident.statuses.find((entry) => entry.status === status);
        return (
          <li
            key={status}
            className={classNames(
              styles.stage,
              i <= at && styles.reached,
              i === at && styles.current,
              i === at + 1 && styles.coming,
            )}
            aria-current={i === at ? "step" : undefined}
            title={t(`incidentStatus.${status}`)}
          >
            <span className={styles.word}>{t(`incidentStatus.${status}`)}</span>
            <span className={styles.when}>{reached ? drillMoment(reached.atMs) : ""}</span>
          </li>
        );
      })}
    </ol>
  );
}
