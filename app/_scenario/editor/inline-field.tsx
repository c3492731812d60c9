"use client";

import { useTranslations } from "next-intl";
import { z } from "zod";
import { Checkbox } from "@/app/_ui/checkbox";
import { Select } from "@/app/_ui/select";
import { fieldKindOf, freshOf, type FieldKind } from "@/domain/conditions/fields";
import { targetOf } from "@/domain/reference";
import { ChoicesCell, DayCell, MomentCell, NumberCell } from "./cells";
import type { Option } from "./editor-context";
import { useNamedOptions } from "./named-options";
import { boundsOf, innerOf, isTag, isUnion, optionOf, withPart } from "./shape";
import { useChoices } from "./use-choices";
import { useFieldLabel } from "./use-field-label";
import styles from "./section.module.css";

export type FieldProps = {
  /** What the field is called in its shape. */
  name: string;
  field: z.core.$ZodType;
  value: unknown;
  /** What the field is part of: an option is one of the decision named beside it. */
  within: object;
  onChange: (value: unknown) => void;
};

/** A field in a row, drawn by what it holds: the name of something, a choice, a time, a number. */
export function InlineField(props: FieldProps) {
  const { inner } = innerOf(props.field);
  if (targetOf(inner)) return <ReferenceField {...props} />;
  if (isUnion(inner)) return <InlineUnion {...props} />;
  if (inner instanceof z.ZodArray) return <ListField {...props} />;
  const kind = fieldKindOf(inner);
  return kind === null ? null : <PlainField kind={kind} {...props} />;
}

function ReferenceField({ name, field, value, within, onChange }: FieldProps) {
  const label = useFieldLabel();
  const { optionsOf } = useNamedOptions();
  const { inner, isOptional } = innerOf(field);
  const target = targetOf(inner);
  if (target === null) return null;
  const of: unknown = target.partOf === undefined ? undefined : Reflect.get(within, target.partOf);
  return (
    <Choice
      label={label(name, inner)}
      value={typeof value === "string" ? value : ""}
      none={isOptional}
      options={optionsOf(target.kind, typeof of === "string" ? of : undefined)}
      onChange={onChange}
    />
  );
}

/** Several of a list, such as the ways in which an actor may stand. */
function ListField({ name, field, value, onChange }: FieldProps) {
  const label = useFieldLabel();
  const choices = useChoices();
  const { inner, isOptional } = innerOf(field);
  if (!(inner instanceof z.ZodArray)) return null;
  const kind = fieldKindOf(inner.element);
  const options = kind !== null && kind in choices ? choices[kind as keyof typeof choices] : [];
  const values = Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  return (
    <span className={styles.grow}>
      <ChoicesCell
        label={label(name, inner.element)}
        values={values}
        options={options}
        onChange={(next) => onChange(isOptional && next.length === 0 ? undefined : next)}
      />
    </span>
  );
}

function PlainField({ kind, name, field, value, onChange }: FieldProps & { kind: FieldKind }) {
  const labelOf = useFieldLabel();
  const choices = useChoices();
  const { inner, isOptional } = innerOf(field);
  const label = labelOf(name, inner);
  const number = typeof value === "number" ? value : null;
  const { min, max } = boundsOf(inner);
  switch (kind) {
    case "moment":
    case "length":
      return (
        <span className={styles.grow}>
          <MomentCell
            label={label}
            valueMs={number ?? 0}
            isLength={kind === "length"}
            minMs={Math.max(0, min)}
            onChange={onChange}
          />
        </span>
      );
    case "count":
      return (
        <span className={styles.grow}>
          <NumberCell
            label={label}
            value={number ?? 1}
            min={1}
            decimals={0}
            onChange={(next) => onChange(isOptional && next === 1 ? undefined : next)}
          />
        </span>
      );
    case "number":
      return (
        <span className={styles.grow}>
          <NumberCell
            label={label}
            value={number}
            min={min}
            max={max}
            isOptional={isOptional}
            onChange={(next) => onChange(next ?? undefined)}
          />
        </span>
      );
    case "share":
      return (
        <span className={styles.grow}>
          <NumberCell
            label={label}
            value={Math.round((number ?? 0) * 100)}
            min={0}
            max={100}
            decimals={0}
            onChange={(next) => onChange((next ?? 0) / 100)}
          />
        </span>
      );
    case "date":
      return (
        <span className={styles.grow}>
          <DayCell label={label} value={typeof value === "string" ? value : ""} onChange={onChange} />
        </span>
      );
    case "flag":
      return <Checkbox label={label} checked={value === true} onCheckedChange={onChange} />;
    case "text":
    case "condition":
      return null;
    default:
      return (
        <Choice
          label={label}
          value={typeof value === "string" ? value : ""}
          none={isOptional}
          options={choices[kind]}
          onChange={onChange}
        />
      );
  }
}

/** One of several shapes, and the fields of the one that is chosen. */
export function InlineUnion({
  name,
  field,
  value,
  hasFields = true,
  onChange,
}: Omit<FieldProps, "within"> & { hasFields?: boolean }) {
  const labelOf = useFieldLabel();
  const { options, chosen, choose } = useUnion(field, value, onChange);
  if (!chosen) return null;
  return (
    <>
      <Choice
        label={labelOf(name, innerOf(field).inner)}
        value={chosen.tag}
        none={false}
        options={options}
        onChange={choose}
      />
      {Object.entries(chosen.shape).map(([part, partField]) =>
        isTag(partField) || !hasFields ? null : (
          <InlineField
            key={`${chosen.tag} ${part}`}
            name={part}
            field={partField}
            value={Reflect.get(chosen.value, part)}
            within={chosen.value}
            onChange={(next) => onChange(withPart(chosen.value, part, next))}
          />
        ),
      )}
    </>
  );
}

/** The shapes that may be chosen, and the one that is. What the scenario has nothing for is not offered. */
export function useUnion(field: z.core.$ZodType, value: unknown, onChange: (value: unknown) => void) {
  const choices = useChoices();
  const { fresh } = useNamedOptions();
  const { inner } = innerOf(field);
  const kind = fieldKindOf(inner);
  const object = typeof value === "object" && value !== null ? value : {};
  const chosen = optionOf(inner, object);
  const all = kind !== null && kind in choices ? choices[kind as keyof typeof choices] : [];
  return {
    options: all.filter((one) => one.value === chosen?.tag || freshOf(inner, fresh, one.value) !== null),
    chosen: chosen && { ...chosen, value: object },
    choose: (tag: string | undefined) => onChange(freshOf(inner, fresh, tag) ?? value),
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
