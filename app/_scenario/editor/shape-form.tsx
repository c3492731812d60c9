"use client";

import type { ReactNode } from "react";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { IconButton } from "@/app/_ui/icon-button";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { fieldKindOf, freshOf } from "@/domain/conditions/fields";
import { Condition } from "@/domain/conditions/schema";
import { LocalText, UNWRITTEN } from "@/domain/text";
import { ConditionField } from "./condition-field";
import { InlineField, InlineUnion, useUnion, type FieldProps } from "./inline-field";
import { useNamedOptions } from "./named-options";
import { boundsOf, innerOf, isTag, isUnion, withPart } from "./shape";
import { useFieldLabel } from "./use-field-label";
import styles from "./section.module.css";

/** The fields of a shape one below the other, each with its name: what a form asks for follows from the shape. */
export function ShapeForm({
  shape,
  skip = [],
  value,
  onChange,
}: {
  shape: z.core.$ZodLooseShape;
  /** Fields that have their place elsewhere. */
  skip?: readonly string[];
  value: object;
  onChange: (value: object) => void;
}) {
  return Object.entries(shape).map(([name, field]) =>
    isTag(field) || skip.includes(name) ? null : (
      <FormField
        key={name}
        name={name}
        field={field}
        value={Reflect.get(value, name)}
        within={value}
        onChange={(next) => onChange(withPart(value, name, next))}
      />
    ),
  );
}

/** A field with its name, drawn by what it holds. */
export function FormField(props: FieldProps) {
  const { inner, isOptional } = innerOf(props.field);
  if (inner instanceof z.ZodArray && !isChoice(inner.element)) return <ListOf {...props} />;
  if (!isWide(inner)) return <Labelled {...props} />;
  if (isOptional && fieldKindOf(inner) !== "text") return <MayBeLeftOut {...props} />;
  return <Wide {...props} />;
}

/** Whether it is one of a few words, of which a list is ticked. */
function isChoice(field: z.core.$ZodType): boolean {
  return field instanceof z.ZodEnum;
}

/** Whether a field needs more than a line. */
function isWide(inner: z.core.$ZodType): boolean {
  const kind = fieldKindOf(inner);
  return inner instanceof z.ZodObject || isUnion(inner) || kind === "text" || kind === "condition";
}

function Labelled(props: FieldProps) {
  const label = useFieldLabel();
  const { inner } = innerOf(props.field);
  if (fieldKindOf(inner) === "flag") return <InlineField {...props} />;
  const isPercent = fieldKindOf(inner) === "share";
  const name = label(props.name, inner instanceof z.ZodArray ? inner.element : inner);
  if (innerOf(props.field).isOptional && isPercent) return <MayBeLeftOut {...props} />;
  return (
    <div className={styles.named}>
      {/* The control says the same to those who do not see it. */}
      <span aria-hidden="true">{isPercent ? `${name} (%)` : name}</span>
      <InlineField {...props} />
    </div>
  );
}

/** What may be left out is there when it is ticked. */
function MayBeLeftOut(props: FieldProps) {
  const label = useFieldLabel();
  const { fresh } = useNamedOptions();
  const { name, field, value, onChange } = props;
  const { inner } = innerOf(field);
  return (
    <div className={styles.rows}>
      <Checkbox
        label={label(name, inner)}
        checked={value !== undefined}
        onCheckedChange={(checked) => onChange(checked ? (freshOf(inner, fresh) ?? undefined) : undefined)}
      />
      {value === undefined ? null : isWide(inner) ? (
        <Wide {...props} />
      ) : (
        <div className={styles.row}>
          <InlineField {...props} field={inner} />
        </div>
      )}
    </div>
  );
}

function Wide({ name, field, value, onChange }: FieldProps) {
  const labelOf = useFieldLabel();
  const { inner, isOptional } = innerOf(field);
  const label = labelOf(name, inner);
  if (fieldKindOf(inner) === "condition") {
    const condition = Condition.safeParse(value);
    return condition.success ? (
      <ConditionField label={label} value={condition.data} onChange={onChange} />
    ) : null;
  }
  if (fieldKindOf(inner) === "text") {
    const text = LocalText.safeParse(value);
    return (
      <LocalTextInput
        label={label}
        required={!isOptional}
        rows={2}
        value={text.success ? text.data : UNWRITTEN}
        onChange={(next) => onChange(isOptional && next.zh === "" && next.en === "" ? undefined : next)}
      />
    );
  }
  if (isUnion(inner)) return <UnionOf name={name} field={inner} value={value} onChange={onChange} />;
  if (!(inner instanceof z.ZodObject) || typeof value !== "object" || value === null) return null;
  return (
    <Group label={label}>
      <ShapeForm shape={inner.shape} value={value} onChange={onChange} />
    </Group>
  );
}

/** One of several shapes: the choice in a row, its fields below it. */
function UnionOf({ name, field, value, onChange }: Omit<FieldProps, "within">) {
  const label = useFieldLabel();
  const { chosen } = useUnion(field, value, onChange);
  if (!chosen) return null;
  // Two short fields stand beside what is chosen; more of them below it.
  const isShort = Object.keys(chosen.shape).length <= 3;
  return (
    <Group label={label(name, field)}>
      <div className={styles.row}>
        <InlineUnion name={name} field={field} value={value} hasFields={isShort} onChange={onChange} />
      </div>
      {isShort ? null : <ShapeForm shape={chosen.shape} value={chosen.value} onChange={onChange} />}
    </Group>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={styles.stack}>
      <legend className={styles.legend}>{label}</legend>
      {children}
    </fieldset>
  );
}

/** A list of which each entry is one of several shapes, or has fields of its own. */
function ListOf({ name, field, value, onChange }: FieldProps) {
  const t = useTranslations("scenarios");
  const labelOf = useFieldLabel();
  const { fresh } = useNamedOptions();
  const { inner, isOptional } = innerOf(field);
  if (!(inner instanceof z.ZodArray)) return null;
  const label = labelOf(name, inner);
  const entries: unknown[] = Array.isArray(value) ? value : [];
  const { min, max } = boundsOf(inner);
  const next = freshOf(inner, fresh);
  const put = (all: unknown[]) => onChange(isOptional && all.length === 0 ? undefined : all);
  return (
    <Group label={label}>
      {entries.map((entry, index) => {
        const change = (changed: unknown) => put(entries.map((one, i) => (i === index ? changed : one)));
        const number = t("list.entry", { number: index + 1 });
        const remove = (
          <IconButton
            label={t("list.remove", { name: label, number: index + 1 })}
            size="small"
            icon={<X aria-hidden="true" />}
            disabled={entries.length <= min}
            onClick={() => put(entries.filter((_, i) => i !== index))}
          />
        );
        return isUnion(inner.element) ? (
          <div key={index} className={styles.row} role="group" aria-label={`${label} ${number}`}>
            <InlineUnion name={name} field={inner.element} value={entry} onChange={change} />
            {remove}
          </div>
        ) : (
          <div key={index} className={styles.option} role="group" aria-label={`${label} ${number}`}>
            <div className={styles.row}>
              <span className={styles.grow}>{number}</span>
              {remove}
            </div>
            <Entry field={inner.element} value={entry} onChange={change} />
          </div>
        );
      })}
      <div>
        <Button
          size="small"
          variant="quiet"
          icon={<Plus aria-hidden="true" />}
          disabled={entries.length >= max || next === null}
          onClick={() => put([...entries, next])}
        >
          {t("list.add", { name: label })}
        </Button>
      </div>
    </Group>
  );
}

/** An entry of a list that has fields of its own. */
function Entry({ field, value, onChange }: Pick<FieldProps, "field" | "value" | "onChange">) {
  if (!(field instanceof z.ZodObject) || typeof value !== "object" || value === null) return null;
  return <ShapeForm shape={field.shape} value={value} onChange={onChange} />;
}
