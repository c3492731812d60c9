"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { IconButton } from "@/app/_ui/icon-button";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { Select } from "@/app/_ui/select";
import { Effects } from "@/domain/actions/effects";
import { injectKindOf } from "@/domain/injects/kinds";
import type { Inject } from "@/domain/scenario/schema";
import { isWritten } from "@/domain/text";
import { useEditor } from "./editor-context";
import { InjectClaims } from "./inject-claims";
import { FormField } from "./shape-form";
import { TriggerField } from "./trigger-field";
import { useCalled } from "./use-called";
import styles from "./section.module.css";

/** The long parts of an inject: what is said, when it falls due, what players should do about it. */
export function InjectDetail({ inject, onChange }: { inject: Inject; onChange: (next: Inject) => void }) {
  const t = useTranslations("scenarios");
  return (
    <>
      <LocalTextInput
        label={t("field.injectText")}
        required
        rows={5}
        value={inject.text}
        onChange={(text) => onChange({ ...inject, text })}
      />
      <div className={styles.pair}>
        <LocalTextInput
          label={t("column.inject")}
          required
          value={inject.title}
          onChange={(title) => onChange({ ...inject, title })}
        />
        {injectKindOf(inject.kind).hasSender || isWritten(inject.from) ? (
          <LocalTextInput
            label={t("field.from")}
            value={inject.from}
            onChange={(from) => onChange({ ...inject, from })}
          />
        ) : null}
      </div>
      <TriggerField inject={inject} onChange={(trigger) => onChange({ ...inject, trigger })} />
      <InjectClaims inject={inject} onChange={onChange} />
      <ExpectedActions inject={inject} onChange={onChange} />
      <FormField
        name="effects"
        field={Effects}
        value={inject.effects}
        within={inject}
        onChange={(next) => {
          const effects = Effects.safeParse(next);
          if (effects.success) onChange({ ...inject, effects: effects.data });
        }}
      />
    </>
  );
}

function ExpectedActions({ inject, onChange }: { inject: Inject; onChange: (next: Inject) => void }) {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const { scenario, actions } = useEditor();
  const [objective] = scenario.objectives;
  const setAt = (index: number, change: Partial<Inject["expected"][number]>) =>
    onChange({
      ...inject,
      expected: inject.expected.map((one, i) => (i === index ? { ...one, ...change } : one)),
    });

  return (
    <fieldset className={styles.rows}>
      <legend className={styles.legend}>{t("expected")}</legend>
      {inject.expected.map((expected, index) => (
        <div key={index} className={styles.row}>
          <Select
            className={styles.grow}
            size="small"
            aria-label={t("column.action")}
            value={expected.actionId}
            onValueChange={(actionId) => setAt(index, { actionId })}
            options={actions.map(({ id, label }) => ({ value: id, label: called(label, id) }))}
          />
          <Select
            className={styles.grow}
            size="small"
            aria-label={t("column.objective")}
            value={expected.objectiveId}
            onValueChange={(objectiveId) => setAt(index, { objectiveId })}
            options={scenario.objectives.map(({ id, text }) => ({
              value: id,
              label: called(text, id),
            }))}
          />
          <IconButton
            label={t("removeExpected")}
            size="small"
            icon={<X aria-hidden="true" />}
            onClick={() => onChange({ ...inject, expected: inject.expected.filter((_, i) => i !== index) })}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          variant="quiet"
          icon={<Plus aria-hidden="true" />}
          disabled={!objective}
          onClick={() => {
            if (!objective) return;
            onChange({
              ...inject,
              expected: [...inject.expected, { actionId: "accept", objectiveId: objective.id }],
            });
          }}
        >
          {t("add.expected")}
        </Button>
      </div>
    </fieldset>
  );
}
