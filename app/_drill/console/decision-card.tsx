"use client";

import { useState } from "react";
import { Split } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { HeldNote } from "@/app/_drill/live/held-note";
import { ProgressBar, Remaining } from "@/app/_drill/live/time-parts";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import type { DecisionSeen } from "@/domain/view/schema";
import styles from "./decision-card.module.css";

/** A question that has to be answered before its time is up. It stands where the eyes are, and takes its room. */
export function DecisionCard({
  decision,
  others,
}: {
  decision: DecisionSeen;
  /** How many more wait behind it. */
  others: number;
}) {
  const t = useTranslations("console.decision");
  const local = useLocal();
  const { act, may } = useLiveDrill();
  const [option, setOption] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);

  async function decide() {
    if (option === null || !may("Decide")) return;
    setBusy(true);
    await act({ type: "Decide", decisionId: decision.id, optionId: option, reason: reason.trim() });
    setBusy(false);
  }

  return (
    <form
      className={styles.card}
      aria-label={t("title")}
      onSubmit={(event) => {
        event.preventDefault();
        void decide();
      }}
    >
      <header className={styles.header}>
        <Split aria-hidden="true" />
        <strong role="alert">{t("title")}</strong>
        {others > 0 ? <span>{t("others", { count: others })}</span> : null}
        <span className={styles.left}>
          {t.rich("timeLeft", { time: () => <Remaining untilMs={decision.closesAtMs} /> })}
        </span>
      </header>
      <ProgressBar fromMs={decision.openedAtMs} toMs={decision.closesAtMs} label={t("left")} />
      <div className={styles.body} tabIndex={0}>
        <RadioGroup
          label={<span className={styles.prompt}>{local(decision.prompt)}</span>}
          value={option}
          onValueChange={setOption}
          options={decision.options.map(({ id, label }) => ({ value: id, label: local(label) }))}
        />
      </div>
      <div className={styles.answer}>
        <Field label={t("reason")} className={styles.reason}>
          <Input
            maxLength={1_000}
            value={reason}
            placeholder={t("reasonHint")}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <HeldNote />
        <Button type="submit" variant="primary" loading={busy} disabled={option === null || !may("Decide")}>
          {t("decide")}
        </Button>
      </div>
    </form>
  );
}
