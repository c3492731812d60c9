"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import { useTelling } from "@/app/_ui/use-telling";
import type { Says } from "@/domain/items/terms";
import type { Appeal, NamedLine } from "@/domain/review/result";
import { DecisionDialog } from "./decision-dialog";
import { LevelChoice } from "./level-choice";
import styles from "./result.module.css";

const NO_LINE = "none";

/** Somebody who had no part in it answers an appeal. */
export function AnswerDialog({
  drillId,
  appeal,
  lines,
  onClose,
}: {
  drillId: string;
  appeal: Appeal;
  /** Of the scenario. */
  lines: readonly NamedLine[];
  onClose: () => void;
}) {
  const t = useTranslations("review.result.answer");
  const tell = useTelling();
  const [decision, setDecision] = useState<"accept" | "refuse" | null>(null);
  const [itemId, setItemId] = useState(appeal.itemId ?? NO_LINE);
  const [level, setLevel] = useState<Says | null>(null);
  const line = lines.find((one) => one.itemId === itemId);
  const isAccepted = decision === "accept";
  const settled = isAccepted && line && level ? [{ itemId: line.itemId, says: level }] : [];
  const isComplete = decision !== null && (!isAccepted || !line || level !== null);
  return (
    <DecisionDialog
      drillId={drillId}
      title={t("title", { no: appeal.no })}
      text={t("text")}
      reasonLabel={t("reason")}
      confirmLabel={t("confirm")}
      command={(reason) =>
        isComplete
          ? { type: "AnswerAppeal", lane: appeal.lane, no: appeal.no, accepted: isAccepted, reason, settled }
          : null
      }
      onClose={onClose}
    >
      <blockquote className={styles.words}>{appeal.filed.reason}</blockquote>
      <SegmentedControl
        label={t("decision")}
        value={decision}
        onValueChange={setDecision}
        options={[
          { value: "accept", label: t("accept") },
          { value: "refuse", label: t("refuse") },
        ]}
      />
      {isAccepted && appeal.itemId === null ? (
        <Field label={t("line")}>
          <Select
            value={itemId}
            onValueChange={(next) => {
              setItemId(next);
              setLevel(null);
            }}
            options={[
              { value: NO_LINE, label: t("noLine") },
              ...lines.map((one) => ({ value: one.itemId, label: tell(one.title) })),
            ]}
          />
        </Field>
      ) : null}
      {isAccepted && line ? (
        <LevelChoice
          label={appeal.itemId === null ? t("levelOf") : t("level")}
          levels={line.levels}
          value={level}
          onChange={setLevel}
        />
      ) : null}
    </DecisionDialog>
  );
}
