"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { useTelling } from "@/app/_ui/use-telling";
import type { Says } from "@/domain/items/terms";
import type { Disagreement } from "@/domain/review/result";
import { DecisionDialog } from "./decision-dialog";
import { LevelChoice } from "./level-choice";
import { Voices } from "./voices";

/** Control settles a line in dispute. */
export function SettleDialog({
  drillId,
  dispute,
  onClose,
}: {
  drillId: string;
  dispute: Disagreement;
  onClose: () => void;
}) {
  const t = useTranslations("review.result.settle");
  const tell = useTelling();
  const [level, setLevel] = useState<Says | null>(null);
  const { lane, itemId } = dispute;
  return (
    <DecisionDialog
      drillId={drillId}
      title={t("title", { item: tell(dispute.title) })}
      text={t("text")}
      reasonLabel={t("reason")}
      confirmLabel={t("confirm")}
      command={(reason) => level && { type: "ModerateLine", lane, itemId, says: level, reason }}
      onClose={onClose}
    >
      <Voices dispute={dispute} />
      <LevelChoice label={t("level")} levels={dispute.levels} value={level} onChange={setLevel} />
    </DecisionDialog>
  );
}
