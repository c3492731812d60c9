"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { IconButton } from "@/app/_ui/icon-button";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { NumberField } from "@/app/_ui/number-field";
import { useTelling } from "@/app/_ui/use-telling";
import { sentenceOf } from "@/domain/conditions/sentence";
import { fitting } from "@/domain/shortened";
import type { DecisionPoint } from "@/domain/scenario/schema";
import { UNWRITTEN } from "@/domain/text";
import { MomentCell, TextCell } from "./cells";
import { ConditionField } from "./condition-field";
import { useEditor } from "./editor-context";
import { RecordList } from "./record-list";
import { freshId } from "./sections";
import { useCalled } from "./use-called";
import msel from "./msel-section.module.css";
import styles from "./section.module.css";

/** Questions put to the responders while the drill runs. */
export function DecisionsSection() {
  const t = useTranslations("scenarios");
  const tell = useTelling();
  const called = useCalled();
  const { scenario, edit, nameOf } = useEditor();
  return (
    <RecordList
      list="decisions"
      caption={t("sections.decisions")}
      records={scenario.decisions}
      onChange={(decisions, key) => edit((s) => ({ ...s, decisions }), key)}
      nameOf={({ id, prompt }) => called(prompt, id)}
      addLabel={t("add.decision")}
      empty={t("noDecisions")}
      create={(id): DecisionPoint => ({
        id,
        prompt: UNWRITTEN,
        opens: { op: "clock", atLeastMs: 300_000 },
        windowMs: 180_000,
        options: ["a", "b"].map((letter, index) => ({
          id: `${id}-${letter}`,
          label: UNWRITTEN,
          worth: index === 0 ? 1 : 0,
          rationale: UNWRITTEN,
        })),
      })}
      columns={[
        {
          id: "prompt",
          header: t("column.decision"),
          cell: (decision, change, name) => (
            <TextCell
              label={name}
              value={decision.prompt}
              onChange={(prompt) => change({ ...decision, prompt })}
            />
          ),
        },
        {
          id: "opens",
          header: t("column.opens"),
          width: "240px",
          cell: (decision) => (
            <span className={msel.trigger} title={tell(sentenceOf(decision.opens, nameOf))}>
              {tell(sentenceOf(decision.opens, nameOf))}
            </span>
          ),
        },
        {
          id: "window",
          header: t("column.window"),
          width: "112px",
          cell: (decision, change, name) => (
            <MomentCell
              label={name}
              isLength
              valueMs={decision.windowMs}
              minMs={1_000}
              onChange={(windowMs) => change({ ...decision, windowMs })}
            />
          ),
        },
        {
          id: "options",
          header: t("column.options"),
          width: "64px",
          align: "end",
          cell: ({ options }) => options.length,
        },
      ]}
      detail={(decision, change) => (
        <>
          <LocalTextInput
            label={t("column.decision")}
            required
            rows={2}
            value={decision.prompt}
            onChange={(prompt) => change({ ...decision, prompt })}
          />
          <ConditionField
            label={t("column.opens")}
            value={decision.opens}
            onChange={(opens) => change({ ...decision, opens })}
          />
          <Options decision={decision} onChange={change} />
        </>
      )}
    />
  );
}

function Options({
  decision,
  onChange,
}: {
  decision: DecisionPoint;
  onChange: (next: DecisionPoint) => void;
}) {
  const t = useTranslations("scenarios");
  const setAt = (index: number, change: Partial<DecisionPoint["options"][number]>) =>
    onChange({
      ...decision,
      options: decision.options.map((one, i) => (i === index ? { ...one, ...change } : one)),
    });
  return (
    <fieldset className={styles.stack}>
      <legend className={styles.legend}>{t("column.options")}</legend>
      {decision.options.map((option, index) => (
        <div key={option.id} className={styles.option}>
          <div className={styles.row}>
            <span className={styles.grow}>{t("optionNumber", { number: index + 1 })}</span>
            <Field label={t("worth")} inline>
              <NumberField
                isRequired
                size="small"
                value={Math.round(option.worth * 100)}
                min={0}
                max={100}
                step={5}
                unit="%"
                onValueChange={(value) => {
                  if (value !== null) setAt(index, { worth: value / 100 });
                }}
              />
            </Field>
            <IconButton
              label={t("removeOption")}
              size="small"
              icon={<X aria-hidden="true" />}
              disabled={decision.options.length <= 2}
              onClick={() =>
                onChange({ ...decision, options: decision.options.filter((_, i) => i !== index) })
              }
            />
          </div>
          <LocalTextInput
            label={t("column.option")}
            required
            value={option.label}
            onChange={(label) => setAt(index, { label })}
          />
          <LocalTextInput
            label={t("field.rationale")}
            required
            rows={2}
            value={option.rationale}
            onChange={(rationale) => setAt(index, { rationale })}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          variant="quiet"
          icon={<Plus aria-hidden="true" />}
          disabled={decision.options.length >= 6}
          onClick={() =>
            onChange({
              ...decision,
              options: [
                ...decision.options,
                {
                  id: freshId(fitting(`${decision.id}-option`, 56), decision.options),
                  label: UNWRITTEN,
                  worth: 0,
                  rationale: UNWRITTEN,
                },
              ],
            })
          }
        >
          {t("add.option")}
        </Button>
      </div>
    </fieldset>
  );
}
