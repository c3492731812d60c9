"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { IconButton } from "@/app/_ui/icon-button";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import type { CaseStudy } from "@/domain/case-study/schema";
import styles from "./case-form.module.css";

type Decision = CaseStudy["decisions"][number];

const LETTERS = ["a", "b", "c", "d", "e", "f"];

/** A question, its options with what becomes of each, and which one is best. */
export function DecisionFields({
  decision,
  onChange,
  problemAt,
}: {
  decision: Decision;
  onChange: (next: Decision) => void;
  problemAt: (...path: (string | number)[]) => string | undefined;
}) {
  const t = useTranslations("library");
  const setAt = (index: number, change: Partial<Decision["options"][number]>) =>
    onChange({
      ...decision,
      options: decision.options.map((one, i) => (i === index ? { ...one, ...change } : one)),
    });
  const letterOf = (index: number) => (LETTERS[index] ?? String(index + 1)).toUpperCase();

  return (
    <>
      <LocalTextInput
        label={t("field.question")}
        required
        rows={2}
        value={decision.prompt}
        error={problemAt("prompt")}
        onChange={(prompt) => onChange({ ...decision, prompt })}
      />
      {decision.options.map((option, index) => (
        <div key={option.id} className={styles.option}>
          <div className={styles.row}>
            <strong>{t("optionLetter", { letter: letterOf(index) })}</strong>
            <IconButton
              size="small"
              label={t("removeOption", { letter: letterOf(index) })}
              icon={<X aria-hidden="true" />}
              disabled={decision.options.length <= 2}
              onClick={() => {
                const options = decision.options.filter((_, i) => i !== index);
                const [first] = options;
                const stays = options.some(({ id }) => id === decision.bestOptionId);
                onChange({
                  ...decision,
                  options,
                  bestOptionId: stays || !first ? decision.bestOptionId : first.id,
                });
              }}
            />
          </div>
          <LocalTextInput
            label={t("field.option")}
            required
            value={option.label}
            error={problemAt("options", index, "label")}
            onChange={(label) => setAt(index, { label })}
          />
          <LocalTextInput
            label={t("field.feedback")}
            required
            rows={2}
            value={option.feedback}
            error={problemAt("options", index, "feedback")}
            onChange={(feedback) => setAt(index, { feedback })}
          />
        </div>
      ))}
      <div className={styles.row}>
        <Button
          size="small"
          variant="quiet"
          icon={<Plus aria-hidden="true" />}
          disabled={decision.options.length >= LETTERS.length}
          onClick={() => {
            const free = LETTERS.find((letter) => decision.options.every(({ id }) => id !== letter));
            if (free === undefined) return;
            onChange({
              ...decision,
              options: [
                ...decision.options,
                { id: free, label: { zh: "", en: "" }, feedback: { zh: "", en: "" } },
              ],
            });
          }}
        >
          {t("add.option")}
        </Button>
        <span>{t("best")}</span>
        <SegmentedControl
          label={t("best")}
          size="small"
          value={decision.bestOptionId}
          onValueChange={(bestOptionId) => onChange({ ...decision, bestOptionId })}
          options={decision.options.map(({ id }, index) => ({ value: id, label: letterOf(index) }))}
        />
      </div>
    </>
  );
}
