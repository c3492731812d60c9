"use client";

import { useMemo } from "react";
import { useTranslations } from "next-intl";
import { InjectKindMark } from "@/app/_drill/live/inject-kind";
import { Pane, PaneEmpty } from "@/app/_drill/live/pane";
import { useLocal } from "@/app/_drill/live/use-local";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { useSeparator } from "@/app/_ui/separator";
import type { FullSetting, LaneTruth } from "@/domain/view/schema";
import styles from "./feed.module.css";

/** As far back as one looks while a drill runs; the review has it all. */
const SHOWN_MAX = 150;

/** What happens, newest first: what came in, what was done, what was said, what was decided. */
export function Feed({ setting, lane }: { setting: FullSetting; lane: LaneTruth }) {
  const separator = useSeparator();
  const t = useTranslations("evaluate.feed");
  const c = useTranslations("console");
  const local = useLocal();
  const entries = useMemo(() => {
    const callSigns = new Map(setting.scenario.forces.units.map((unit) => [unit.id, unit.callSign]));
    const labels = new Map(setting.actions.map((action) => [action.id, action.label]));
    return [
      ...lane.deliveries.map((delivery) => ({
        key: `d${delivery.n}`,
        atMs: delivery.atMs,
        node: (
          <>
            <span className={styles.kind}>
              <InjectKindMark kind={delivery.kind} />
            </span>
            <span>
              {local(delivery.from) ? <strong>{local(delivery.from)} </strong> : null}
              {local(delivery.text)}
            </span>
          </>
        ),
      })),
      ...lane.actions.map((action) => {
        const label = labels.get(action.actionId);
        return {
          key: `a${action.n}`,
          atMs: action.atMs,
          node: (
            <>
              <SideTag side={action.side}>{local(action.byName) || undefined}</SideTag>
              <span>
                <strong>{label ? local(label) : action.actionId}</strong>{" "}
                {[
                  action.incident === null ? "" : c("incidentNo", { number: action.incident }),
                  action.unitIds.map((id) => callSigns.get(id) ?? id).join(" "),
                  c(`actionState.${action.state}`),
                  action.note,
                ]
                  .filter((part) => part !== "")
                  .join(separator)}
              </span>
            </>
          ),
        };
      }),
      ...lane.radio.map((message) => ({
        key: `r${message.n}`,
        atMs: message.atMs,
        node: (
          <>
            <SideTag side={message.side}>{message.as}</SideTag>
            <span>{t("said", { text: message.text })}</span>
          </>
        ),
      })),
      ...lane.incidents.flatMap((incident) =>
        incident.statuses.map(({ status, atMs }) => ({
          key: `i${incident.number}${status}`,
          atMs,
          node: (
            <span>
              <strong>{c("incidentNo", { number: incident.number })}</strong> {c(`incidentStatus.${status}`)}
            </span>
          ),
        })),
      ),
      ...lane.decisions.flatMap(({ id, taken, options }) => {
        const option = options.find((candidate) => candidate.id === taken?.optionId);
        return taken && option
          ? [
              {
                key: `q${id}`,
                atMs: taken.atMs,
                node: (
                  <span>
                    <strong>{t("decided", { name: local(taken.byName) })}</strong> {local(option.label)}{" "}
                    {taken.reason}
                  </span>
                ),
              },
            ]
          : [];
      }),
    ]
      .sort((a, b) => b.atMs - a.atMs)
      .slice(0, SHOWN_MAX);
  }, [setting, lane, local, t, c, separator]);

  return (
    <Pane title={t("title")} flush>
      {entries.length === 0 ? <PaneEmpty>{t("empty")}</PaneEmpty> : null}
      <ol className={styles.feed}>
        {entries.map(({ key, atMs, node }) => (
          <li key={key}>
            <time>{drillMoment(atMs)}</time>
            {node}
          </li>
        ))}
      </ol>
    </Pane>
  );
}
