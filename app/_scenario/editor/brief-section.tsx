"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Field } from "@/app/_ui/field";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { NumberField } from "@/app/_ui/number-field";
import { Select } from "@/app/_ui/select";
import { TimeOfDayField } from "@/app/_ui/time-of-day-field";
import { UNWRITTEN, type LocalText } from "@/domain/text";
import { ChoiceCell, TextCell } from "./cells";
import { useEditor } from "./editor-context";
import { RecordList } from "./record-list";
import { useCalled } from "./use-called";
import { useWords } from "./use-words";
import styles from "./section.module.css";

/** What the scenario is about and what each side is told before it starts. */
export function BriefSection() {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const trpc = useTRPC();
  const { scenario, edit } = useEditor();
  const grounds = useQuery(trpc.scenario.grounds.queryOptions());
  const brief = (part: keyof typeof scenario.brief) => (text: LocalText) =>
    edit((s) => ({ ...s, brief: { ...s.brief, [part]: text } }), `brief.${part}`);

  return (
    <>
      <div className={styles.form}>
        <LocalTextInput
          label={t("field.title")}
          required
          maxLength={200}
          value={scenario.title}
          onChange={(title) => edit((s) => ({ ...s, title }), "title")}
        />
        <LocalTextInput
          label={t("field.summary")}
          required
          rows={3}
          value={scenario.summary}
          onChange={(summary) => edit((s) => ({ ...s, summary }), "summary")}
        />
        <div className={styles.trio}>
          <Field label={t("field.plannedMinutes")}>
            <NumberField
              isRequired
              value={scenario.plannedMinutes}
              min={1}
              max={600}
              unit={t("unit.minutes")}
              onValueChange={(plannedMinutes) => {
                if (plannedMinutes !== null) edit((s) => ({ ...s, plannedMinutes }), "plannedMinutes");
              }}
            />
          </Field>
          <Field label={t("field.startsAt")} hint={t("field.startsAtHint")}>
            <TimeOfDayField
              value={scenario.startsAt}
              onValueChange={(startsAt) => edit((s) => ({ ...s, startsAt }), "startsAt")}
            />
          </Field>
          <Field label={t("ground")}>
            <Select
              value={scenario.groundId}
              onValueChange={(groundId) => edit((s) => ({ ...s, groundId }))}
              options={(
                grounds.data ?? [{ id: scenario.groundId, name: { zh: scenario.groundId, en: "" } }]
              ).map(({ id, name }) => ({ value: id, label: called(name, id) }))}
            />
          </Field>
        </div>
        <LocalTextInput
          label={t("field.situation")}
          hint={t("field.situationHint")}
          required
          rows={5}
          value={scenario.brief.situation}
          onChange={brief("situation")}
        />
        <LocalTextInput
          label={t("field.responderBrief")}
          required
          rows={4}
          value={scenario.brief.responder}
          onChange={brief("responder")}
        />
        <LocalTextInput
          label={t("field.oppositionBrief")}
          hint={t("field.oppositionBriefHint")}
          rows={4}
          value={scenario.brief.opposition}
          onChange={brief("opposition")}
        />
        <LocalTextInput
          label={t("field.controlBrief")}
          rows={4}
          value={scenario.brief.control}
          onChange={brief("control")}
        />
      </div>
      <Objectives />
    </>
  );
}

/** What the drill is meant to test. */
function Objectives() {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const words = useWords();
  const { scenario, edit } = useEditor();
  return (
    <RecordList
      list="objectives"
      caption={t("objectives")}
      records={scenario.objectives}
      onChange={(objectives, key) => edit((s) => ({ ...s, objectives }), key)}
      nameOf={({ id, text }) => called(text, id)}
      addLabel={t("add.objective")}
      create={(id) => ({ id, side: "responder" as const, text: UNWRITTEN })}
      columns={[
        {
          id: "text",
          header: t("column.objective"),
          cell: (record, change, name) => (
            <TextCell label={name} value={record.text} onChange={(text) => change({ ...record, text })} />
          ),
        },
        {
          id: "side",
          header: t("column.side"),
          width: "120px",
          cell: (record, change, name) => (
            <ChoiceCell
              label={name}
              value={record.side}
              options={words.sides}
              onChange={(side) => change({ ...record, side })}
            />
          ),
        },
      ]}
      detail={(record, change) => (
        <LocalTextInput
          label={t("column.objective")}
          required
          rows={2}
          value={record.text}
          onChange={(text) => change({ ...record, text })}
        />
      )}
    />
  );
}
