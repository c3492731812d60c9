"use client";

import { Check, Hourglass, Scale, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { EarlierButton } from "@/app/_drill/live/earlier-button";
import { PaneEmpty } from "@/app/_drill/live/pane";
import { isActionSeen, useEarlier } from "@/app/_drill/live/use-earlier";
import { useLocal } from "@/app/_drill/live/use-local";
import { classNames } from "@/app/_ui/class-names";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { useSeparator } from "@/app/_ui/separator";
import type { ActionKnown, ActionSeen } from "@/domain/view/schema";
import styles from "./log.module.css";

const ICONS = {
  "under-way": Hourglass,
  contested: Scale,
  "ruled-success": Hourglass,
  done: Check,
  failed: X,
} as const;
const NOBODY: ReadonlyMap<string, string> = new Map();

/** What the side has done, newest first, and what came of it. */
export function Log({
  actions: shown,
  known,
  callSigns = NOBODY,
  playLane,
}: {
  actions: readonly ActionSeen[];
  known: readonly Pick<ActionKnown, "id" | "label">[];
  callSigns?: ReadonlyMap<string, string>;
  /** The lane somebody of a cell that plays all of them has turned to. */
  playLane?: number | undefined;
}) {
  const separator = useSeparator();
  const t = useTranslations("console");
  const local = useLocal();
  const log = useEarlier(shown, { list: "actions", playLane }, isActionSeen);
  const actions = log.entries;
  return (
    <ol className={styles.log} aria-label={t("news.log")} tabIndex={0}>
      {actions.length === 0 ? (
        <li className={styles.none}>
          <PaneEmpty>{t("log.empty")}</PaneEmpty>
        </li>
      ) : null}
      {[...actions].reverse().map((action) => {
        const label = known.find(({ id }) => id === action.actionId)?.label;
        const Icon = ICONS[action.state];
        return (
          <li key={action.n}>
            <time>{drillMoment(action.atMs)}</time>
            <div>
              <span className={styles.head}>
                <strong>{label ? local(label) : action.actionId}</strong>
                {action.incident === null ? null : (
                  <span className={styles.quiet}>{t("incidentNo", { number: action.incident })}</span>
                )}
                <span className={classNames(styles.state, styles[action.state])}>
                  <Icon aria-hidden="true" strokeWidth={2.5} />
                  {t(`actionState.${action.state}`)}
                </span>
              </span>
              <span className={styles.quiet}>
                {[action.unitIds.map((id) => callSigns.get(id) ?? id).join(" "), local(action.byName)]
                  .filter((part) => part !== "")
                  .join(separator)}
              </span>
              {action.note ? <p>{action.note}</p> : null}
              {action.rationale ? (
                <p className={styles.ruling}>
                  {t("actions.ruling")} {action.rationale}
                </p>
              ) : null}
            </div>
          </li>
        );
      })}
      {log.more ? (
        <li className={styles.none}>
          <EarlierButton of={log} />
        </li>
      ) : null}
    </ol>
  );
}
