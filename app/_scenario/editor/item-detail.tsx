"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { IconButton } from "@/app/_ui/icon-button";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { NumberField } from "@/app/_ui/number-field";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import { LegalBasis } from "@/domain/actions/schema";
import { Mark } from "@/domain/conditions/terms";
import { Rating, type ScoredItem } from "@/domain/scenario/schema";
import { ConditionField } from "./condition-field";
import { useEditor } from "./editor-context";
import { JsonField } from "./json-field";
import { useCalled } from "./use-called";
import { UNWRITTEN } from "./use-words";
import styles from "./section.module.css";

type Props<Kind extends ScoredItem["kind"]> = {
  item: Extract<ScoredItem, { kind: Kind }>;
  onChange: (item: ScoredItem) => void;
};

const Limits = z.strictObject({
  within: z.strictObject({ after: Mark, ms: z.number().int().positive() }).optional(),
  notBefore: Mark.optional(),
  legal: z.array(LegalBasis).optional(),
});

/** How an item is judged. */
export function ItemDetail({ item, onChange }: { item: ScoredItem; onChange: (item: ScoredItem) => void }) {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const { scenario } = useEditor();
  return (
    <>
      <LocalTextInput
        label={t("column.item")}
        required
        value={item.title}
        onChange={(title) => onChange({ ...item, title })}
      />
      <Field label={t("column.objective")}>
        <Select
          value={item.objectiveId ?? ""}
          onValueChange={(objectiveId) => {
            const { objectiveId: _, ...rest } = item;
            onChange(objectiveId === "" ? rest : { ...rest, objectiveId });
          }}
          options={[
            { value: "", label: t("none") },
            ...scenario.objectives
              .filter(({ side }) => side === item.side)
              .map(({ id, text }) => ({ value: id, label: called(text, id) })),
          ]}
        />
      </Field>
      <Judged item={item} onChange={onChange} />
    </>
  );
}

function Judged({ item, onChange }: { item: ScoredItem; onChange: (item: ScoredItem) => void }) {
  switch (item.kind) {
    case "timing":
      return <Timing item={item} onChange={onChange} />;
    case "procedure":
      return <Procedure item={item} onChange={onChange} />;
    case "decision":
      return <Decision item={item} onChange={onChange} />;
    case "judgement":
      return <Judgement item={item} onChange={onChange} />;
    case "outcome":
      return <Outcome item={item} onChange={onChange} />;
  }
}

function Timing({ item, onChange }: Props<"timing">) {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const { scenario, standards } = useEditor();
  return (
    <div className={styles.pair}>
      <Field label={t("column.incident")}>
        <Select
          value={item.incidentId}
          onValueChange={(incidentId) => onChange({ ...item, incidentId })}
          options={scenario.incidents.map(({ id, title }) => ({ value: id, label: called(title, id) }))}
        />
      </Field>
      <Field label={t("column.standard")}>
        <Select
          value={item.standardId}
          onValueChange={(standardId) => onChange({ ...item, standardId })}
          options={standards.map(({ id, name }) => ({ value: id, label: called(name, id) }))}
        />
      </Field>
    </div>
  );
}

function Procedure({ item, onChange }: Props<"procedure">) {
  const t = useTranslations("scenarios");
  const { condition, within, notBefore, legal, ...bare } = item;
  const limits = {
    ...(within ? { within } : {}),
    ...(notBefore ? { notBefore } : {}),
    ...(legal ? { legal } : {}),
  };
  return (
    <>
      <div className={styles.row}>
        <SegmentedControl
          label={t("rule.label")}
          size="small"
          value={item.rule}
          onValueChange={(rule) => onChange({ ...item, rule })}
          options={[
            { value: "mandatory", label: t("rule.mandatory") },
            { value: "forbidden", label: t("rule.forbidden") },
          ]}
        />
        <SegmentedControl
          label={t("judgedBy.label")}
          size="small"
          value={condition ? "log" : "evaluators"}
          onValueChange={(by) =>
            onChange(
              by === "log"
                ? { ...bare, ...limits, condition: { op: "action-done", actionId: "report-arrival" } }
                : { ...bare, ...limits },
            )
          }
          options={[
            { value: "log", label: t("judgedBy.log") },
            { value: "evaluators", label: t("judgedBy.evaluators") },
          ]}
        />
      </div>
      {condition ? (
        <ConditionField
          label={t("field.condition")}
          value={condition}
          onChange={(next) => onChange({ ...item, condition: next })}
        />
      ) : null}
      <JsonField
        label={t("field.limits")}
        hint={t("field.limitsHint")}
        schema={Limits}
        rows={5}
        value={limits}
        onChange={(next) => onChange({ ...bare, ...(condition ? { condition } : {}), ...next })}
      />
    </>
  );
}

function Decision({ item, onChange }: Props<"decision">) {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const { scenario } = useEditor();
  return (
    <Field label={t("column.decision")}>
      <Select
        value={item.decisionId}
        onValueChange={(decisionId) => onChange({ ...item, decisionId })}
        options={scenario.decisions.map(({ id, prompt }) => ({ value: id, label: called(prompt, id) }))}
      />
    </Field>
  );
}

function Judgement({ item, onChange }: Props<"judgement">) {
  const t = useTranslations("scenarios");
  return (
    <>
      {Rating.options.map((rating) => (
        <LocalTextInput
          key={rating}
          label={t(`anchor.${rating}`)}
          required
          rows={2}
          value={item.anchors[rating]}
          onChange={(text) => onChange({ ...item, anchors: { ...item.anchors, [rating]: text } })}
        />
      ))}
    </>
  );
}

function Outcome({ item, onChange }: Props<"outcome">) {
  const t = useTranslations("scenarios");
  const { scenario } = useEditor();
  const [incident] = scenario.incidents;
  const setAt = (index: number, change: Partial<(typeof item.bands)[number]>) =>
    onChange({ ...item, bands: item.bands.map((one, i) => (i === index ? { ...one, ...change } : one)) });
  return (
    <fieldset className={styles.stack}>
      <legend className={styles.legend}>{t("bands")}</legend>
      {item.bands.map((band, index) => (
        <div key={index} className={styles.option}>
          <div className={styles.row}>
            <span className={styles.grow}>{t("bandNumber", { number: index + 1 })}</span>
            <Field label={t("worth")} inline>
              <NumberField
                isRequired
                size="small"
                value={Math.round(band.worth * 100)}
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
              label={t("removeBand")}
              size="small"
              icon={<X aria-hidden="true" />}
              disabled={item.bands.length <= 1}
              onClick={() => onChange({ ...item, bands: item.bands.filter((_, i) => i !== index) })}
            />
          </div>
          <ConditionField
            label={t("field.condition")}
            value={band.when}
            onChange={(when) => setAt(index, { when })}
          />
          <LocalTextInput
            label={t("field.because")}
            required
            value={band.because}
            onChange={(because) => setAt(index, { because })}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          variant="quiet"
          icon={<Plus aria-hidden="true" />}
          disabled={item.bands.length >= 6 || !incident}
          onClick={() => {
            if (!incident) return;
            onChange({
              ...item,
              bands: [
                ...item.bands,
                {
                  when: { op: "incident-status", incidentId: incident.id, reached: "controlled" },
                  worth: 0.5,
                  because: UNWRITTEN,
                },
              ],
            });
          }}
        >
          {t("add.band")}
        </Button>
      </div>
    </fieldset>
  );
}
