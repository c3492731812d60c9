"use client";

import type { ComponentType, ReactNode } from "react";
import { useTranslations } from "next-intl";
import type { Answers, Askable, Asker, Known } from "@/domain/actions/asks/ask";
import { optionsFor, type Ask } from "@/domain/actions/asks/asks";
import { askKindOf, type AskKind, type ValueOf } from "@/domain/actions/asks/kinds";
import { CategoryField } from "./category-field";
import { CountersField } from "./counters-field";
import type { FieldOf } from "./field-of";
import { IncidentField } from "./incident-field";
import { NamedField } from "./named-field";
import { NoteField } from "./note-field";
import { PriorityField } from "./priority-field";

/** How each kind is asked. Units are shown by where people are: on a screen by their way, on a street by call sign. */
const FIELDS: { [Kind in Exclude<AskKind, "crew">]: ComponentType<FieldOf<ValueOf<Kind>>> } = {
  incident: IncidentField,
  "other-incident": IncidentField,
  priority: PriorityField,
  category: CategoryField,
  agency: NamedField,
  actor: NamedField,
  camera: NamedField,
  place: NamedField,
  destination: NamedField,
  counters: CountersField,
  note: NoteField,
};

/** A field for each thing that an action asks for. */
export function AskFields({
  asks,
  action,
  asker = "player",
  known,
  answers,
  onAnswers,
  crew,
}: {
  asks: readonly Ask[];
  action: Askable;
  asker?: Asker;
  known: Known;
  answers: Answers;
  onAnswers: (answers: Answers) => void;
  crew: (field: FieldOf<string>) => ReactNode;
}) {
  const words = useAskWords(asker);
  function fieldOf<Kind extends AskKind>({ kind, how }: Ask & { kind: Kind }): FieldOf<ValueOf<Kind>> {
    return {
      ...words(kind),
      needed: how === "needed",
      options: optionsFor(kind, action, known, answers),
      chosen: askKindOf(kind).given(answers),
      answers,
      onAnswers,
      onChoose: (value) => onAnswers(askKindOf(kind).answered(answers, value)),
      size: asker === "recorder" ? "large" : "medium",
    };
  }
  return asks.map((ask) =>
    ask.kind === "crew" ? (
      <CrewSlot key={ask.kind} crew={crew} field={fieldOf({ ...ask, kind: ask.kind })} />
    ) : (
      <AskField key={ask.kind} kind={ask.kind} field={fieldOf({ ...ask, kind: ask.kind })} />
    ),
  );
}

function CrewSlot({ crew, field }: { crew: (field: FieldOf<string>) => ReactNode; field: FieldOf<string> }) {
  return crew(field);
}

function AskField<Kind extends Exclude<AskKind, "crew">>({
  kind,
  field,
}: {
  kind: Kind;
  field: FieldOf<ValueOf<Kind>>;
}) {
  const Field: ComponentType<FieldOf<ValueOf<Kind>>> = FIELDS[kind];
  return <Field {...field} />;
}

/** What each thing is called to those who are asked for it. */
export function useAskWords(asker: Asker): (kind: AskKind) => { label: string; hint?: string } {
  const t = useTranslations("console.ask");
  const seen = useTranslations("console.record");
  return (kind) => {
    if (asker === "recorder")
      return { label: isSaidOtherwise(kind) ? seen(`label.${kind}`) : t(`label.${kind}`) };
    return { label: t(`label.${kind}`), ...(isExplained(kind) ? { hint: t(`hint.${kind}`) } : {}) };
  };
}

const EXPLAINED = ["other-incident", "priority", "counters"] as const;
/** What was seen is asked in other words than what is to be done. */
const SAID_OTHERWISE = ["other-incident", "destination", "crew", "note"] as const;

function isExplained(kind: AskKind): kind is (typeof EXPLAINED)[number] {
  return EXPLAINED.some((one) => one === kind);
}

function isSaidOtherwise(kind: AskKind): kind is (typeof SAID_OTHERWISE)[number] {
  return SAID_OTHERWISE.some((one) => one === kind);
}
