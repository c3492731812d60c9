"use client";

import { useTranslations } from "next-intl";
import { DeliveryCard } from "@/app/_drill/live/delivery-card";
import { GaugeMeter } from "@/app/_drill/live/gauge-meter";
import { Pane, PaneEmpty } from "@/app/_drill/live/pane";
import { StandardMark } from "@/app/_drill/live/standard-mark";
import { useLocal } from "@/app/_drill/live/use-local";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { PriorityBadge } from "@/app/_drill/marks/priority-badge";
import type { Clock } from "@/domain/drill/clock";
import { withStoryActions } from "@/domain/view/story-actions";
import type { IncidentSeen, SideSetting, SideView } from "@/domain/view/schema";
import { SeenMap } from "./seen-map";
import styles from "./replay-screen.module.css";

type Seen = { setting: SideSetting; view: SideView };

/** Everything a side had on its console at a moment: the ground, its board, its crews, what it knew and had done. */
export function SeenThen({ setting, view, clock }: Seen & { clock: Clock }) {
  const t = useTranslations("review.replay");
  const c = useTranslations("console");
  const responder = view.side === "responder";
  return (
    <div className={styles.grid}>
      <div className={styles.map}>
        <SeenMap setting={setting} view={view} clock={clock} />
      </div>
      {responder ? (
        <Pane title={c("board.title")} count={view.incidents.length} flush className={styles.pane}>
          <Board setting={setting} view={view} />
        </Pane>
      ) : null}
      {responder ? (
        <Pane title={t("units")} count={view.units.length} flush className={styles.pane}>
          <Units setting={setting} view={view} />
        </Pane>
      ) : null}
      {view.actors.length > 0 || !responder ? (
        <Pane title={t("actors")} count={view.actors.length} flush className={styles.pane}>
          <Actors view={view} />
        </Pane>
      ) : null}
      <Pane title={t("inbox")} count={view.inbox.length} flush className={styles.pane}>
        {view.inbox.length === 0 ? <PaneEmpty>{c("inbox.empty")}</PaneEmpty> : null}
        {[...view.inbox].reverse().map((delivery) => (
          <DeliveryCard key={delivery.n} delivery={delivery} />
        ))}
      </Pane>
      <Pane title={t("log")} count={view.actions.length} flush className={styles.pane}>
        <Actions setting={setting} view={view} />
      </Pane>
      <Pane title={t("known")} count={view.facts.length + view.noticed.length} flush className={styles.pane}>
        <KnownThen view={view} />
      </Pane>
      {setting.gauges.length > 0 ? (
        <Pane title={t("world")} className={styles.pane}>
          {setting.gauges.map((gauge) => {
            const now = view.gauges.find(({ id }) => id === gauge.id);
            return now ? <GaugeMeter key={gauge.id} gauge={gauge} now={now} /> : null;
          })}
        </Pane>
      ) : null}
    </div>
  );
}

function Board({ setting, view }: Seen) {
  const c = useTranslations("console");
  const local = useLocal();
  const signs = new Map(setting.units.map(({ id, callSign }) => [id, callSign]));
  const statusOf = ({ mergedInto, status }: IncidentSeen) =>
    mergedInto === null ? c(`incidentStatus.${status}`) : c("board.merged", { number: mergedInto });
  return (
    <>
      {view.incidents.length === 0 ? <PaneEmpty>{c("board.empty")}</PaneEmpty> : null}
      <ul className={styles.rows}>
        {view.incidents.map((incident) => (
          <li key={incident.number}>
            <span className={styles.head}>
              <strong>{incident.number}</strong>
              {incident.priority === null ? null : <PriorityBadge priority={incident.priority} />}
              <span>{local(incident.place.name)}</span>
            </span>
            <span className={styles.line}>
              <strong>{statusOf(incident)}</strong>
              {incident.category ? <span>{incident.category}</span> : null}
              {incident.units.map((id) => (
                <span key={id}>{signs.get(id) ?? id}</span>
              ))}
            </span>
            {incident.standards.map((standard) => (
              <StandardMark key={standard.to} standard={standard} />
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Units({ setting, view }: Seen) {
  const t = useTranslations("review.replay");
  const c = useTranslations("console");
  const local = useLocal();
  return (
    <>
      {view.units.length === 0 ? <PaneEmpty>{t("noUnits")}</PaneEmpty> : null}
      <ul className={styles.rows}>
        {view.units.map((unit) => {
          const known = setting.units.find(({ id }) => id === unit.id);
          return (
            <li key={unit.id}>
              <span className={styles.head}>
                <strong>{known?.callSign ?? unit.id}</strong>
                <span>{known ? local(known.name) : ""}</span>
              </span>
              <span className={styles.line}>
                <span>{c(`unitStatus.${unit.status}`)}</span>
                {unit.incident === null ? null : <span>{c("incidentNo", { number: unit.incident })}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Actors({ view }: Pick<Seen, "view">) {
  const c = useTranslations("console");
  const local = useLocal();
  return (
    <>
      {view.actors.length === 0 ? <PaneEmpty>{c("plot.noActors")}</PaneEmpty> : null}
      <ul className={styles.rows}>
        {view.actors.map((actor) => (
          <li key={actor.id}>
            <span className={styles.head}>
              <strong>{local(actor.name)}</strong>
              <span>{c(`actorStatus.${actor.status}`)}</span>
            </span>
            <span className={styles.line}>{local(actor.place.name)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Actions({ setting, view }: Seen) {
  const c = useTranslations("console");
  const local = useLocal();
  const signs = new Map(setting.units.map(({ id, callSign }) => [id, callSign]));
  return (
    <>
      {view.actions.length === 0 ? <PaneEmpty>{c("log.empty")}</PaneEmpty> : null}
      <ol className={styles.rows}>
        {[...view.actions].reverse().map((action) => {
          const label = withStoryActions(setting, view).actions.find(
            ({ id }) => id === action.actionId,
          )?.label;
          return (
            <li key={action.n}>
              <span className={styles.head}>
                <time>{drillMoment(action.atMs)}</time>
                <strong>{label ? local(label) : action.actionId}</strong>
                <span>{c(`actionState.${action.state}`)}</span>
              </span>
              <span className={styles.line}>
                {action.incident === null ? null : (
                  <span>{c("incidentNo", { number: action.incident })}</span>
                )}
                {action.unitIds.map((id) => (
                  <span key={id}>{signs.get(id) ?? id}</span>
                ))}
                {local(action.byName) ? <span>{local(action.byName)}</span> : null}
                {action.note ? <span>{action.note}</span> : null}
                {action.rationale ? <span>{action.rationale}</span> : null}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** What had come to light, newest first. */
function KnownThen({ view }: Pick<Seen, "view">) {
  const c = useTranslations("console");
  const local = useLocal();
  const known = [
    ...view.facts.map(({ n, text, atMs }) => ({ key: `f${n}`, text, where: null, atMs })),
    ...view.noticed.map(({ n, what, place, seenAtMs }) => ({
      key: `n${n}`,
      text: what,
      where: place,
      atMs: seenAtMs,
    })),
  ].sort((a, b) => b.atMs - a.atMs);
  return (
    <>
      {known.length === 0 ? <PaneEmpty>{c("known.empty")}</PaneEmpty> : null}
      <ul className={styles.rows}>
        {known.map(({ key, text, where, atMs }) => (
          <li key={key}>
            <span className={styles.head}>
              <time>{drillMoment(atMs)}</time>
              <span>{local(text)}</span>
            </span>
            {where ? <span className={styles.line}>{local(where)}</span> : null}
          </li>
        ))}
      </ul>
    </>
  );
}
