"use client";

import { Dices, MapPin, Scale, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { HeldNote } from "@/app/_drill/live/held-note";
import { Remaining } from "@/app/_drill/live/time-parts";
import { useLocal } from "@/app/_drill/live/use-local";
import { useDurationText } from "@/app/_ui/use-duration-text";
import type { ActionKnown, ActionSeen } from "@/domain/view/schema";
import styles from "./playbook.module.css";

/** The moves of the opposition: what each costs, how long it takes, whether an umpire will have a say. */
export function Playbook({
  actions,
  taken,
  budget,
  budgetLeft,
  running,
  actor,
  place,
  onTake,
}: {
  actions: readonly ActionKnown[];
  taken: readonly ActionSeen[];
  budget: number | null;
  budgetLeft: number | null;
  running: boolean;
  /** Who is picked on the board, and which place on the map. */
  actor: string | null;
  place: string | null;
  onTake: (action: ActionKnown) => void;
}) {
  const t = useTranslations("console");
  const local = useLocal();
  const duration = useDurationText();
  return (
    <section className={styles.book} aria-label={t("plot.moves")}>
      <header className={styles.header}>
        <h2>{t("plot.moves")}</h2>
        <span className={styles.picked}>
          <UserRound aria-hidden="true" />
          {actor ?? t("plot.pickActor")}
        </span>
        <span className={styles.picked}>
          <MapPin aria-hidden="true" />
          {place ?? t("plot.pickPlace")}
        </span>
        {budget === null || budgetLeft === null ? null : (
          <span className={styles.budget}>
            <span
              className={styles.purse}
              role="meter"
              aria-label={t("plot.budget")}
              aria-valuenow={budgetLeft}
              aria-valuemin={0}
              aria-valuemax={budget}
            >
              <span style={{ width: `${budget === 0 ? 0 : (budgetLeft / budget) * 100}%` }} />
            </span>
            {t("plot.budgetLeft", { left: budgetLeft, budget })}
          </span>
        )}
      </header>
      <HeldNote padded />
      <div className={styles.scroll} tabIndex={0}>
        <Pending actions={actions} taken={taken} />
        <ul className={styles.moves}>
          {actions.map((action) => {
            const dear = budgetLeft !== null && action.cost > budgetLeft;
            return (
              <li key={action.id}>
                <button
                  type="button"
                  className={styles.move}
                  disabled={!running || dear}
                  onClick={() => onTake(action)}
                >
                  <span className={styles.label}>{local(action.label)}</span>
                  <span className={styles.cost} title={t("actions.costs", { cost: action.cost })}>
                    {action.cost}
                  </span>
                  <span className={styles.hint}>{action.hint ? local(action.hint) : ""}</span>
                  <span className={styles.facts}>
                    {dear ? <span>{t("plot.tooDear")}</span> : null}
                    {action.durationMs > 0 ? <span>{duration(action.durationMs)}</span> : null}
                    {action.target === "actor" ||
                    action.target === "place" ||
                    action.target === "actor-to-place" ? (
                      <span>{t(`plot.needs.${action.target}`)}</span>
                    ) : null}
                    {action.odds === null ? null : (
                      <span className={styles.odds}>
                        <Dices aria-hidden="true" />
                        {t("plot.odds", { share: local({ share: action.odds }) })}
                      </span>
                    )}
                    {action.contested ? (
                      <span className={styles.contested}>
                        <Scale aria-hidden="true" />
                        {t("actions.willBeRuled")}
                      </span>
                    ) : null}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

/** Moves that are under way, or wait for the umpire. */
function Pending({ actions, taken }: { actions: readonly ActionKnown[]; taken: readonly ActionSeen[] }) {
  const t = useTranslations("console");
  const local = useLocal();
  const pending = taken.filter((action) => action.state !== "done" && action.state !== "failed");
  if (pending.length === 0) return null;
  return (
    <ul className={styles.pending} aria-live="polite">
      {pending.map((action) => {
        const label = actions.find(({ id }) => id === action.actionId)?.label;
        return (
          <li key={action.n}>
            <strong>{label ? local(label) : action.actionId}</strong>
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
          </li>
        );
      })}
    </ul>
  );
}
