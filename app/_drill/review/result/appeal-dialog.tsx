"use client";

import { useState } from "react";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { Combobox } from "@/app/_ui/combobox";
import { Field } from "@/app/_ui/field";
import { IconButton } from "@/app/_ui/icon-button";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import { useTelling } from "@/app/_ui/use-telling";
import type { ReviewResult } from "@/domain/review/result";
import type { ReviewMoment } from "@/domain/review/schema";
import { happenedAtMs } from "@/app/_drill/review/review-filter";
import { DecisionDialog } from "./decision-dialog";
import styles from "./result.module.css";

/** As many moments as one appeal can refer to. */
const EVIDENCE_MAX = 10;

/** Where an appeal starts from: a line, or the place it is for. */
export type AppealWish = { lane: number; side: "responder" | "opposition"; itemId: string | null };

/** A captain appeals against a line of their score or a ruling. */
export function AppealDialog({
  drillId,
  wish,
  result,
  moments,
  onClose,
}: {
  drillId: string;
  wish: AppealWish;
  result: ReviewResult;
  moments: readonly ReviewMoment[];
  onClose: () => void;
}) {
  const t = useTranslations("review.result.appeal");
  const common = useTranslations("common");
  const tell = useTelling();
  const [of, setOf] = useState<"line" | "ruling">("line");
  const [itemId, setItemId] = useState(wish.itemId);
  const [no, setNo] = useState<string | null>(null);
  const [evidence, setEvidence] = useState<readonly number[]>([]);
  const lines = result.lines.filter(({ side }) => side === wish.side);
  const rulings = result.rulings.filter(({ lane }) => lane === wish.lane);
  const named = lines.find((line) => line.itemId === wish.itemId);
  const on =
    of === "line" ? (itemId === null ? null : { of, itemId }) : no === null ? null : { of, no: Number(no) };
  return (
    <DecisionDialog
      drillId={drillId}
      title={named ? t("titleOf", { item: tell(named.title) }) : t("title")}
      text={t("text")}
      reasonLabel={t("why")}
      confirmLabel={t("confirm")}
      command={(text) =>
        on && { type: "FileAppeal", lane: wish.lane, on, text, evidence: [...evidence].sort((a, b) => a - b) }
      }
      onClose={onClose}
      behind={<Evidence moments={moments} chosen={evidence} onChange={setEvidence} />}
    >
      {named ? null : (
        <>
          {rulings.length > 0 ? (
            <SegmentedControl
              label={t("against")}
              value={of}
              onValueChange={setOf}
              options={[
                { value: "line", label: t("line") },
                { value: "ruling", label: t("ruling") },
              ]}
            />
          ) : null}
          <Field label={t("which")} required>
            {of === "line" ? (
              <Select
                value={itemId}
                onValueChange={setItemId}
                placeholder={common("field.choose")}
                options={lines.map((line) => ({ value: line.itemId, label: tell(line.title) }))}
              />
            ) : (
              <Select
                value={no}
                onValueChange={setNo}
                placeholder={common("field.choose")}
                options={rulings.map((one) => ({ value: String(one.no), label: tell(one.sentence) }))}
              />
            )}
          </Field>
        </>
      )}
    </DecisionDialog>
  );
}

/** Moments of the log, found by what they say. */
function Evidence({
  moments,
  chosen,
  onChange,
}: {
  moments: readonly ReviewMoment[];
  chosen: readonly number[];
  onChange: (positions: readonly number[]) => void;
}) {
  const t = useTranslations("review.result.appeal");
  const tell = useTelling();
  const at = (moment: ReviewMoment) => drillMoment(happenedAtMs(moment));
  const taken = moments.filter(({ position }) => chosen.includes(position));
  return (
    <div className={styles.evidence}>
      <Field label={t("evidence")}>
        <Combobox
          value={null}
          placeholder={t("addMoment")}
          disabled={chosen.length >= EVIDENCE_MAX}
          options={moments
            .filter(({ position }) => !chosen.includes(position))
            .map((moment) => ({
              value: String(moment.position),
              label: tell(moment.sentence),
              detail: at(moment),
            }))}
          onValueChange={(value) => {
            if (value !== null) onChange([...chosen, Number(value)]);
          }}
        />
      </Field>
      {taken.length > 0 ? (
        <ul className={styles.taken}>
          {taken.map((moment) => (
            <li key={moment.position}>
              <span>
                {at(moment)} {tell(moment.sentence)}
              </span>
              <IconButton
                size="small"
                label={t("remove", { time: at(moment) })}
                icon={<X aria-hidden="true" />}
                onClick={() => onChange(chosen.filter((position) => position !== moment.position))}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
