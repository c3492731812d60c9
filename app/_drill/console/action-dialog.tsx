"use client";

import { useState } from "react";
import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { AskFields } from "@/app/_drill/live/asks/ask-fields";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { HeldNote } from "@/app/_drill/live/held-note";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { asksFor, asksPut, commandOf, missingIn } from "@/domain/actions/asks/asks";
import { equipmentName } from "@/domain/actions/equipment";
import type { ActionKnown, SideSetting, SideView } from "@/domain/view/schema";
import styles from "./action-dialog.module.css";
import { CrewField } from "./crew-field";
import { usePriorityKeys } from "./use-priority-keys";
import { useKnown, type OpenAction } from "./use-take-action";

/** Asks for what an action still needs, and for nothing else. */
export function ActionDialog({
  asked: { action, given },
  setting,
  view,
  onClose,
}: {
  asked: OpenAction;
  setting: SideSetting;
  view: SideView;
  onClose: () => void;
}) {
  const common = useTranslations("common");
  const local = useLocal();
  const { act, held } = useLiveDrill();
  const known = useKnown(setting, view);
  const [answers, setAnswers] = useState(given);
  const [busy, setBusy] = useState(false);
  const complete = held.playing === null && missingIn(action, answers).length === 0;

  async function submit() {
    if (!complete) return;
    setBusy(true);
    const done = await act({ type: "TakeAction", ...commandOf(action, answers) });
    setBusy(false);
    if (done) onClose();
  }

  usePriorityKeys(
    asksFor(action, "priority"),
    (priority) => setAnswers((before) => ({ ...before, priority })),
    () => void submit(),
  );

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={local(action.label)}
      description={action.hint ? local(action.hint) : undefined}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button type="submit" form="take-action" variant="primary" loading={busy} disabled={!complete}>
            {local(action.label)}
          </Button>
        </>
      }
    >
      <form
        id="take-action"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <HeldNote />
        <Facts action={action} />
        <AskFields
          asks={asksPut(action, known, given)}
          action={action}
          known={known}
          answers={answers}
          onAnswers={setAnswers}
          crew={(field) => <CrewField {...field} setting={setting} view={view} />}
        />
        <LegalBasis action={action} />
      </form>
    </Dialog>
  );
}

/** What an action takes: time, cost, a branch, equipment, a ruling. */
function Facts({ action }: { action: ActionKnown }) {
  const c = useTranslations("console");
  const local = useLocal();
  const duration = useDurationText();
  const facts = [
    action.durationMs > 0 ? c("actions.takes", { time: duration(action.durationMs) }) : null,
    action.cost > 0 ? c("actions.costs", { cost: action.cost }) : null,
    action.branch === null ? null : c("actions.branch", { branch: c(`branch.${action.branch}`) }),
    ...action.equipment.map((item) => c("actions.equipment", { equipment: local(equipmentName(item)) })),
  ].filter((fact) => fact !== null);
  if (facts.length === 0 && !action.contested) return null;
  return (
    <p className={styles.facts}>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      {action.contested ? (
        <span className={styles.contested}>
          <Scale aria-hidden="true" />
          {c("actions.willBeRuled")}
        </span>
      ) : null}
    </p>
  );
}

function LegalBasis({ action: { legal } }: { action: ActionKnown }) {
  const t = useTranslations("console.ask");
  const local = useLocal();
  if (legal.length === 0) return null;
  return (
    <p className={styles.legal}>
      {t("legal")}{" "}
      {legal
        .map((basis) => [local(basis.title), basis.article ? local(basis.article) : ""].join(" ").trim())
        .join(t("legalJoin"))}
    </p>
  );
}
