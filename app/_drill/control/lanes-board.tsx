"use client";

import { CircleUser, Scale } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useNowMs } from "@/app/_drill/live/drill-context";
import { useLocal } from "@/app/_drill/live/use-local";
import { classNames } from "@/app/_ui/class-names";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { StatusMark } from "@/app/_drill/marks/status-mark";
import { useSeparator } from "@/app/_ui/separator";
import type { LocalText } from "@/domain/text";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import { laneName } from "./lane-picker";
import { tallyOf } from "@/app/_drill/live/standards-tally";
import { useTelling } from "@/app/_ui/use-telling";
import styles from "./lanes-board.module.css";

type Lane = ControlView["lanes"][number];
type Incident = Lane["incidents"][number];

/** Every group in a row of its own: how far it is with each call, what it kept, what it scores, what it did last. */
export function LanesBoard({
  setting,
  view,
  present,
  onLane,
}: {
  setting: FullSetting;
  view: ControlView;
  /** Participant ids of those who have the drill open. */
  present: readonly string[];
  onLane: (lane: number) => void;
}) {
  const separator = useSeparator();
  const t = useTranslations("control.lanes");
  const desk = useTranslations("control");
  const local = useLocal();
  const incidents = incidentsOf(view.lanes);
  /** What the plan calls it: two calls may come from one place. */
  const titleOf = (incidentId: string, place: LocalText) =>
    local(setting.scenario.incidents.find(({ id }) => id === incidentId)?.title ?? place);
  return (
    <section className={styles.board} aria-label={t("title")} tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>{t("title")}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.teamColumn}>
              {t("team")}
            </th>
            {incidents.map(({ incidentId, number, place }) => (
              <th key={incidentId} scope="col" className={styles.incidentColumn}>
                <span
                  className={styles.heading}
                  title={[titleOf(incidentId, place), local(place)].join(separator)}
                >
                  {number} {titleOf(incidentId, place)}
                </span>
              </th>
            ))}
            <th scope="col" className={styles.standardsColumn}>
              {t("standards")}
            </th>
            <th scope="col" className={styles.scoreColumn}>
              {t("score")}
            </th>
            <th scope="col" className={styles.lastColumn}>
              {t("last")}
            </th>
            <th scope="col" className={styles.peopleColumn}>
              {t("people")}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.lanes.map((lane) => {
            const name = local(laneName(setting, lane.lane)) || desk("laneNo", { number: lane.lane });
            return (
              <tr key={lane.lane}>
                <th scope="row">
                  <button type="button" className={styles.open} onClick={() => onLane(lane.lane)}>
                    <span className={styles.lane}>{lane.lane}</span>
                    <span className={styles.team} title={name}>
                      {name}
                    </span>
                  </button>
                </th>
                {incidents.map(({ incidentId }) => (
                  <td key={incidentId}>
                    <Stage incident={lane.incidents.find((one) => one.incidentId === incidentId)} />
                  </td>
                ))}
                <td>
                  <Standards lane={lane} />
                </td>
                <td className={styles.scoreColumn}>
                  <Score lane={lane} />
                </td>
                <td>
                  <LastAction setting={setting} lane={lane} />
                </td>
                <td className={styles.peopleColumn}>
                  <Connected view={view} lane={lane.lane} present={present} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
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

/** How far a group is with a call: the stage in a word, and how much of the way that is. */
function Stage({ incident }: { incident: Incident | undefined }) {
  const t = useTranslations("control.lanes");
  const c = useTranslations("console");
  if (!incident) return <span className={styles.quiet}>{t("notYet")}</span>;
  if (incident.mergedInto !== null) {
    return <span className={styles.quiet}>{c("board.merged", { number: incident.mergedInto })}</span>;
  }
  const { status } = incident;
  const reached = COURSE.findIndex((stage) => stage === status);
  const over = status === "closed" || status === "diverted";
  return (
    <span className={classNames(styles.stage, over && styles.over, status === "reported" && styles.waiting)}>
      {c(`incidentStatus.${status}`)}
      <span className={styles.way} aria-hidden="true">
        {COURSE.slice(1).map((stage, i) => (
          <span key={stage} className={i < reached || over ? styles.done : undefined} />
        ))}
      </span>
    </span>
  );
}

/** How many time standards were kept, kept late and missed so far. */
function Standards({ lane }: { lane: Lane }) {
  const t = useTranslations("control.lanes");
  const nowMs = useNowMs();
  const tally = tallyOf(
    lane.incidents.flatMap(({ standards }) => standards),
    nowMs,
  );
  return (
    <span className={styles.tally}>
      {(["met", "partly", "missed"] as const).map((status) => (
        <span key={status} className={tally[status] === 0 ? styles.none : undefined}>
          <StatusMark status={status} compact />
          {tally[status]}
        </span>
      ))}
      {tally.running > 0 ? (
        <span className={styles.quiet}>{t("running", { count: tally.running })}</span>
      ) : null}
    </span>
  );
}

function Score({ lane }: { lane: Lane }) {
  const t = useTranslations("control");
  const format = useFormatter();
  const tell = useTelling();
  const score = responderScore(lane);
  if (!score) return null;
  return (
    <span className={styles.score}>
      <strong>
        {format.number(score.totalHundredths / 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
      </strong>
      <span className={styles.quiet}>{t("scores.coverage", { share: tell({ share: score.coverage }) })}</span>
    </span>
  );
}

function LastAction({ setting, lane }: { setting: FullSetting; lane: Lane }) {
  const t = useTranslations("control.lanes");
  const local = useLocal();
  const contested = lane.actions.filter(({ state }) => state === "contested").length;
  const last = lane.actions.findLast(({ side }) => side === "responder");
  const label = setting.actions.find(({ id }) => id === last?.actionId)?.label;
  return (
    <span className={styles.last}>
      {contested > 0 ? (
        <span className={styles.contested}>
          <Scale aria-hidden="true" />
          {t("toRule", { count: contested })}
        </span>
      ) : null}
      {last ? (
        <span className={styles.action} title={label ? local(label) : undefined}>
          <time>{drillMoment(last.atMs)}</time> {label ? local(label) : last.actionId}
        </span>
      ) : (
        <span className={styles.quiet}>{t("nothing")}</span>
      )}
    </span>
  );
}

/** How many of a group's people have the drill open. */
function Connected({ view, lane, present }: { view: ControlView; lane: number; present: readonly string[] }) {
  const t = useTranslations("control");
  const people = view.participants.filter((person) => person.lane === lane && !person.scripted);
  const here = people.filter(({ participantId }) => present.includes(participantId)).length;
  return (
    <span
      className={here < people.length ? styles.away : styles.here}
      title={t("people.present", { present: here, all: people.length })}
    >
      <CircleUser aria-hidden="true" />
      {here}/{people.length}
    </span>
  );
}

/** The calls that any group has had, in the order of the group that has had most. */
function incidentsOf(lanes: readonly Lane[]): { incidentId: string; number: number; place: LocalText }[] {
  const known = new Map<string, Incident>();
  const furthestFirst = [...lanes].sort((a, b) => b.incidents.length - a.incidents.length);
  for (const incident of furthestFirst.flatMap(({ incidents }) => incidents)) {
    if (!known.has(incident.incidentId)) known.set(incident.incidentId, incident);
  }
  return [...known.values()].map(({ incidentId, place }, i) => ({
    incidentId,
    number: i + 1,
    place: place.name,
  }));
}

function responderScore({ scores }: Lane): Lane["scores"][number] | undefined {
  return scores.find(({ side }) => side === "responder");
}
