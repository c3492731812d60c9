"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { drillMoment, momentFromText } from "@/app/_drill/marks/clock-text";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { Select } from "@/app/_ui/select";
import { CaseKind, type CaseStudy } from "@/domain/case-study/schema";
import type { LocalText } from "@/domain/text";
import { DecisionFields } from "./decision-fields";
import { ListField } from "./list-field";
import { MomentInput } from "./moment-input";
import styles from "./case-form.module.css";

const EMPTY: LocalText = { zh: "", en: "" };

/** Everything a case consists of, as a form in the order in which it is read. */
export function CaseForm({
  study,
  edit,
  issues,
}: {
  study: CaseStudy;
  edit: (change: (study: CaseStudy) => CaseStudy, key?: string) => void;
  /** What keeps it from being stored. */
  issues: readonly z.core.$ZodIssue[];
}) {
  const t = useTranslations("library");
  const set =
    <K extends keyof CaseStudy>(key: K) =>
    (value: CaseStudy[K], detail?: string) =>
      edit((before) => ({ ...before, [key]: value }), detail ?? String(key));
  const problemAt = (...path: (string | number)[]) =>
    issues.some((issue) => path.every((part, index) => issue.path[index] === part))
      ? t("mustNotBeEmpty")
      : undefined;

  const part: Part = { study, set, problemAt };

  return (
    <div className={styles.form}>
      <LocalTextInput
        label={t("field.title")}
        required
        maxLength={200}
        value={study.title}
        error={problemAt("title")}
        onChange={set("title")}
      />
      <LocalTextInput
        label={t("summary")}
        hint={t("field.summaryHint")}
        required
        rows={4}
        value={study.summary}
        error={problemAt("summary")}
        onChange={set("summary")}
      />
      <div className={styles.pair}>
        <Field label={t("facet.kind")}>
          <Select
            value={study.kind}
            onValueChange={set("kind")}
            options={CaseKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        </Field>
        <Field label={t("field.occurredOn")}>
          <Input
            type="date"
            value={study.occurredOn ?? ""}
            onChange={(event) => set("occurredOn")(event.target.value === "" ? null : event.target.value)}
          />
        </Field>
      </div>
      <LocalTextInput
        label={t("facet.category")}
        required
        value={study.category}
        error={problemAt("category")}
        onChange={set("category")}
      />
      <LocalTextInput
        label={t("field.place")}
        required
        value={study.place}
        error={problemAt("place")}
        onChange={set("place")}
      />

      <Tags {...part} />
      <Figures {...part} />
      <Timeline {...part} />
      <Questions {...part} />
      <Sections {...part} />
      <Lessons {...part} />
      <LegalBases {...part} />
    </div>
  );
}

/** What a part of the form needs to know of the whole. */
type Part = {
  study: CaseStudy;
  /** Sets a part of the case. */
  set: <K extends keyof CaseStudy>(key: K) => (value: CaseStudy[K], detail?: string) => void;
  /** What is wrong there, in words. */
  problemAt: (...path: (string | number)[]) => string | undefined;
};

function Tags({ study, set, problemAt }: Part) {
  const t = useTranslations("library");
  return (
    <ListField
      legend={t("facet.tag")}
      items={study.tags}
      onChange={set("tags")}
      maximum={20}
      create={() => ({ ...EMPTY })}
      addLabel={t("add.tag")}
      nameOf={(index) => t("entryNumber", { number: index + 1 })}
      render={(tag, change, index) => (
        <LocalTextInput
          label={t("entryNumber", { number: index + 1 })}
          value={tag}
          error={problemAt("tags", index)}
          onChange={change}
        />
      )}
    />
  );
}

function Figures({ study, set, problemAt }: Part) {
  const t = useTranslations("library");
  return (
    <ListField
      legend={t("figures")}
      hint={t("figuresHint")}
      items={study.figures}
      onChange={set("figures")}
      maximum={8}
      create={() => ({ label: { ...EMPTY }, value: { ...EMPTY } })}
      addLabel={t("add.figure")}
      nameOf={(index) => t("entryNumber", { number: index + 1 })}
      render={(figure, change, index) => (
        <>
          <LocalTextInput
            label={t("field.figureLabel")}
            value={figure.label}
            error={problemAt("figures", index, "label")}
            onChange={(label) => change({ ...figure, label })}
          />
          <LocalTextInput
            label={t("field.figureValue")}
            value={figure.value}
            error={problemAt("figures", index, "value")}
            onChange={(value) => change({ ...figure, value })}
          />
        </>
      )}
    />
  );
}

function Timeline({ study, set, problemAt }: Part) {
  const t = useTranslations("library");
  return (
    <ListField
      legend={t("timeline")}
      hint={t("timelineHint")}
      items={study.timeline}
      onChange={set("timeline")}
      maximum={300}
      create={() => ({
        atMs: (study.timeline.at(-1)?.atMs ?? -60_000) + 60_000,
        text: { ...EMPTY },
        turningPoint: false,
      })}
      addLabel={t("add.moment")}
      nameOf={(index) => drillMoment(study.timeline[index]?.atMs ?? 0)}
      render={(entry, change, index) => (
        <>
          <div className={styles.row}>
            <MomentInput
              label={t("field.at")}
              valueMs={entry.atMs}
              read={momentFromText}
              write={drillMoment}
              onChange={(atMs) => change({ ...entry, atMs })}
            />
            <Checkbox
              label={t("turningPoint")}
              checked={entry.turningPoint}
              onCheckedChange={(turningPoint) => change({ ...entry, turningPoint })}
            />
          </div>
          <LocalTextInput
            label={t("field.what")}
            rows={2}
            value={entry.text}
            error={problemAt("timeline", index, "text")}
            onChange={(text) => change({ ...entry, text })}
          />
        </>
      )}
    />
  );
}

function Questions({ study, set, problemAt }: Part) {
  const t = useTranslations("library");
  return (
    <ListField
      legend={t("decisionPoints")}
      hint={t("questionsHint")}
      items={study.decisions}
      onChange={set("decisions")}
      maximum={20}
      create={() => {
        const id = freshId("question", study.decisions);
        return {
          id,
          prompt: { ...EMPTY },
          options: ["a", "b"].map((letter) => ({
            id: letter,
            label: { ...EMPTY },
            feedback: { ...EMPTY },
          })),
          bestOptionId: "a",
        };
      }}
      addLabel={t("add.decision")}
      nameOf={(index) => t("questionNumber", { number: index + 1 })}
      render={(decision, change, index) => (
        <DecisionFields
          decision={decision}
          onChange={change}
          problemAt={(...path) => problemAt("decisions", index, ...path)}
        />
      )}
    />
  );
}

function Sections({ study, set, problemAt }: Part) {
  const t = useTranslations("library");
  return (
    <ListField
      legend={t("sections")}
      hint={t("sectionsHint")}
      items={study.sections}
      onChange={set("sections")}
      maximum={20}
      create={() => ({
        id: freshId("section", study.sections),
        heading: { ...EMPTY },
        body: { ...EMPTY },
      })}
      addLabel={t("add.section")}
      nameOf={(index) => t("entryNumber", { number: index + 1 })}
      render={(section, change, index) => (
        <>
          <LocalTextInput
            label={t("field.heading")}
            required
            value={section.heading}
            error={problemAt("sections", index, "heading")}
            onChange={(heading) => change({ ...section, heading })}
          />
          <LocalTextInput
            label={t("field.body")}
            rows={10}
            value={section.body}
            onChange={(body) => change({ ...section, body })}
          />
        </>
      )}
    />
  );
}

function Lessons({ study, set, problemAt }: Part) {
  const t = useTranslations("library");
  return (
    <ListField
      legend={t("lessons")}
      items={study.lessons}
      onChange={set("lessons")}
      maximum={30}
      create={() => ({ ...EMPTY })}
      addLabel={t("add.lesson")}
      nameOf={(index) => t("entryNumber", { number: index + 1 })}
      render={(lesson, change, index) => (
        <LocalTextInput
          label={t("entryNumber", { number: index + 1 })}
          rows={2}
          value={lesson}
          error={problemAt("lessons", index)}
          onChange={change}
        />
      )}
    />
  );
}

function LegalBases({ study, set, problemAt }: Part) {
  const t = useTranslations("library");
  return (
    <ListField
      legend={t("legal")}
      hint={t("legalFormHint")}
      items={study.legal}
      onChange={set("legal")}
      maximum={30}
      create={(): CaseStudy["legal"][number] => ({ title: { ...EMPTY }, inForceFrom: "2026-01-01" })}
      addLabel={t("add.legal")}
      nameOf={(index) => t("entryNumber", { number: index + 1 })}
      render={(basis, change, index) => (
        <>
          <LocalTextInput
            label={t("field.legalTitle")}
            value={basis.title}
            error={problemAt("legal", index, "title")}
            onChange={(title) => change({ ...basis, title })}
          />
          <LocalTextInput
            label={t("field.article")}
            value={basis.article ?? EMPTY}
            onChange={(article) => {
              const { article: _, ...rest } = basis;
              change(article.zh === "" && article.en === "" ? rest : { ...rest, article });
            }}
          />
          <Field label={t("field.inForceFrom")} error={problemAt("legal", index, "inForceFrom")}>
            <Input
              type="date"
              value={basis.inForceFrom}
              onChange={(event) => {
                if (event.target.value !== "") change({ ...basis, inForceFrom: event.target.value });
              }}
            />
          </Field>
        </>
      )}
    />
  );
}

/** An id that is not taken yet: "section-4". */
function freshId(stem: string, taken: readonly { id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  while (ids.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
