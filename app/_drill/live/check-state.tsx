"use client";

import { Check, Hourglass, RadioTower } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import type { DrillCommand } from "@/domain/drill/schema";
import type { ControlView } from "@/domain/view/schema";
import styles from "./check-state.module.css";

/** Calls everybody; then says how many have answered, and calls those again who have not. For the control cell. */
export function CheckState({
  view: { check },
  over,
  act,
}: {
  view: ControlView;
  /** Nobody is called any more. */
  over: boolean;
  act: (command: DrillCommand) => Promise<boolean>;
}) {
  const t = useTranslations("console.check");
  const missing = check ? check.people.filter(({ answeredMs }) => answeredMs === null).length : 0;
  return (
    <div className={styles.check}>
      <p role="status">
        {check
          ? t(missing > 0 ? "standing" : "complete", {
              no: check.no,
              answered: check.people.length - missing,
              all: check.people.length,
            })
          : t("none")}
      </p>
      {over ? null : (
        <span className={styles.buttons}>
          {check && missing > 0 ? (
            <Button size="small" onClick={() => void act({ type: "RepeatCheck" })}>
              {t("repeat")}
            </Button>
          ) : null}
          <Button
            size="small"
            icon={<RadioTower aria-hidden="true" />}
            onClick={() => void act({ type: "CallCheck" })}
          >
            {t("call")}
          </Button>
        </span>
      )}
    </div>
  );
}

/** What somebody made of the last communications check; nothing for whoever was not called. */
export function CheckAnswer({ view, id }: { view: ControlView; id: string }) {
  const t = useTranslations("console.check");
  const format = useFormatter();
  const person = view.check?.people.find(({ participantId }) => participantId === id);
  if (!person) return null;
  if (person.answeredMs === null) {
    return (
      <span className={styles.missing}>
        <Hourglass aria-hidden="true" />
        {t("missing", { times: person.times })}
      </span>
    );
  }
  // From the first call, however often it took.
  const seconds = (person.answeredMs - person.firstCalledMs) / 1_000;
  return (
    <span className={styles.answered}>
      <Check aria-hidden="true" />
      {t("answered", {
        seconds: format.number(seconds, { maximumFractionDigits: seconds < 10 ? 1 : 0 }),
      })}
    </span>
  );
}
