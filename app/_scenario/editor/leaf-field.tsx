"use client";

import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { Select } from "@/app/_ui/select";
import { Compare, fieldKindOf, Outcome, type FieldKind } from "@/domain/conditions/fields";
import { Mark } from "@/domain/conditions/terms";
import { IncidentStatus } from "@/domain/policy/schema";
import { targetOf } from "@/domain/reference";
import { ChoicesCell, MomentCell, NumberCell } from "./cells";
import type { Option } from "./editor-context";
import { useNamedOptions } from "./named-options";
import { useWords } from "./use-words";
import styles from "./section.module.css";

type FieldProps = {
  field: z.core.$ZodType;
  value: unknown;
  /** What the field is part of: an option is one of the decision named beside it. */
  within: object;
  onChange: (value: unknown) => void;
};

/** A field of a test, drawn by what it holds: the name of something, a choice, a time, a number. */
export function LeafField({ field, ...props }: FieldProps) {
  const isOptional = field instanceof z.ZodOptional;
  const inner = isOptional ? field.unwrap() : field;
  if (targetOf(inner)) return <ReferenceField field={inner} isOptional={isOptional} {...props} />;
  if (inner instanceof z.ZodArray) return <ListField field={inner.element} {...props} />;
  const kind = fieldKindOf(inner);
  return kind === null ? null : <PlainField kind={kind} isOptional={isOptional} {...props} />;
}

type InnerProps = Omit<FieldProps, "field"> & { isOptional: boolean };

function ReferenceField({
  field,
  isOptional,
  value,
  within,
  onChange,
}: InnerProps & { field: z.core.$ZodType }) {
  const t = useTranslations("scenarios");
  const { optionsOf } = useNamedOptions();
  const target = targetOf(field);
  if (target === null) return null;
  const of: unknown = target.partOf === undefined ? undefined : Reflect.get(within, target.partOf);
  return (
    <Choice
      label={t(`condition.ref.${target.kind}`)}
      value={typeof value === "string" ? value : ""}
      none={isOptional}
      options={optionsOf(target.kind, typeof of === "string" ? of : undefined)}
      onChange={onChange}
    />
  );
}

/** Several of a list, such as the ways in which an actor may stand. */
function ListField({ field, value, onChange }: FieldProps) {
  const t = useTranslations("scenarios");
  const choices = useChoices();
  const kind = fieldKindOf(field);
  if (kind === null || !Array.isArray(value)) return null;
  return (
    <span className={styles.grow}>
      <ChoicesCell
        label={t(`condition.field.${kind}`)}
        values={value.filter((one) => typeof one === "string")}
        options={choices[kind] ?? []}
        onChange={onChange}
      />
    </span>
  );
}

function PlainField({ kind, isOptional, value, onChange }: InnerProps & { kind: FieldKind }): ReactNode {
  const t = useTranslations("scenarios");
  const choices = useChoices();
  const label = t(`condition.field.${kind}`);
  switch (kind) {
    case "moment":
    case "length":
      return (
        <span className={styles.grow}>
          <MomentCell
            label={label}
            valueMs={typeof value === "number" ? value : 0}
            isLength={kind === "length"}
            onChange={onChange}
          />
        </span>
      );
    case "count":
    case "number":
      return (
        <span className={styles.grow}>
          <NumberCell
            label={label}
            value={typeof value === "number" ? value : 1}
            {...(kind === "count" ? { min: 1 } : {})}
            onChange={(next) => onChange(isOptional && kind === "count" && next === 1 ? undefined : next)}
          />
        </span>
      );
    case "mark":
      return <MarkField value={value} onChange={onChange} />;
    case "side":
    case "branch":
    case "status":
    case "actor-status":
    case "compare":
    case "outcome":
      return (
        <Choice
          label={label}
          value={typeof value === "string" ? value : ""}
          none={isOptional}
          options={choices[kind] ?? []}
          onChange={onChange}
        />
      );
  }
}

/** The moment that a time is counted from: StartEx, or something that happens. */
function MarkField({ value, onChange }: Pick<FieldProps, "value" | "onChange">) {
  const t = useTranslations("scenarios");
  const { optionsOf } = useNamedOptions();
  const mark = Mark.safeParse(value);
  if (!mark.success) return null;
  const first = (kind: "incident" | "inject" | "action") => optionsOf(kind)[0]?.value;
  const fresh = [
    { mark: "start" },
    { mark: "incident", incidentId: first("incident"), status: "on-scene" },
    { mark: "inject", injectId: first("inject") },
    { mark: "action", actionId: first("action") },
  ].flatMap((one) => {
    const parsed = Mark.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
  const shape: Record<string, z.core.$ZodType> =
    Mark.options.find((option) => option.shape.mark.value === mark.data.mark)?.shape ?? {};
  return (
    <>
      <Choice
        label={t("condition.field.mark")}
        value={mark.data.mark}
        none={false}
        options={fresh.map((one) => ({ value: one.mark, label: t(`condition.mark.${one.mark}`) }))}
        onChange={(next) => onChange(fresh.find((one) => one.mark === next) ?? mark.data)}
      />
      {Object.entries(shape).map(([name, field]) =>
        name === "mark" ? null : (
          <LeafField
            key={`${mark.data.mark} ${name}`}
            field={field}
            value={Reflect.get(mark.data, name)}
            within={mark.data}
            onChange={(next) => onChange({ ...mark.data, [name]: next })}
          />
        ),
      )}
    </>
  );
}

/** The words of every field that is a choice. */
function useChoices(): Partial<Record<FieldKind, readonly Option[]>> {
  const t = useTranslations("scenarios");
  const words = useWords();
  return {
    side: words.sides,
    branch: words.branches,
    "actor-status": words.actorStatuses,
    status: IncidentStatus.options.map((value) => ({ value, label: t(`incidentStatus.${value}`) })),
    compare: Compare.options.map((value) => ({ value, label: value === ">=" ? "≥" : "≤" })),
    outcome: Outcome.options.map((value) => ({ value, label: t(`condition.outcome.${value}`) })),
  };
}

/** What is chosen and no longer there stays visible by its id. */
function Choice({
  label,
  value,
  none,
  options,
  onChange,
}: {
  label: string;
  value: string;
  /** Whether nothing may be chosen. */
  none: boolean;
  options: readonly Option[];
  onChange: (value: string | undefined) => void;
}) {
  const t = useTranslations("scenarios");
  const isKnown = value === "" || options.some((option) => option.value === value);
  return (
    <Select
      className={styles.grow}
      aria-label={label}
      size="small"
      value={value}
      onValueChange={(next) => onChange(next === "" ? undefined : next)}
      options={[
        ...(isKnown ? [] : [{ value, label: `? ${value}` }]),
        ...(none ? [{ value: "", label: t("condition.any-one") }] : []),
        ...options,
      ]}
    />
  );
}
