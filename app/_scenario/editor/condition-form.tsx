"use client";

import { Brackets, CircleSlash, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/app/_ui/icon-button";
import { Select } from "@/app/_ui/select";
import { kindOf, LEAF_OPS } from "@/domain/conditions/kinds";
import { Leaf } from "@/domain/conditions/schema";
import type { Condition, ConditionLeaf } from "@/domain/conditions/schema";
import { InlineField } from "./inline-field";
import { useNamedOptions } from "./named-options";
import { withPart } from "./shape";
import styles from "./section.module.css";

/** One test of a condition: what is asked, and of what. Its fields follow from the shape of its kind. */
export function ConditionForm({
  value,
  onChange,
  onRemove,
}: {
  value: ConditionLeaf;
  onChange: (value: Condition) => void;
  onRemove: (() => void) | null;
}) {
  const t = useTranslations("scenarios");
  const { fresh } = useNamedOptions();
  const kind = kindOf(value);

  /** A value that does not fit, such as a list with nothing in it, changes nothing. */
  function set(field: string, next: unknown) {
    const others = kind.oneOf?.includes(field) ? kind.oneOf.filter((name) => name !== field) : [];
    const changed = Object.entries(withPart(value, field, next));
    const leaf = Leaf.safeParse(Object.fromEntries(changed.filter(([name]) => !others.includes(name))));
    if (leaf.success) onChange(leaf.data);
  }

  return (
    <div className={styles.row}>
      <Select
        aria-label={t("condition.kind")}
        size="small"
        className={styles.grow}
        value={value.op}
        onValueChange={(op) => onChange(kindOf({ op }).fresh(fresh) ?? value)}
        options={LEAF_OPS.filter((op) => op === value.op || kindOf({ op }).fresh(fresh) !== null).map(
          (op) => ({
            value: op,
            label: t(`condition.op.${op}`),
          }),
        )}
      />
      {Object.entries(kind.shape.shape).map(([name, field]) =>
        name === "op" ? null : (
          <InlineField
            key={`${value.op} ${name}`}
            name={name}
            field={field}
            value={Reflect.get(value, name)}
            within={value}
            onChange={(next) => set(name, next)}
          />
        ),
      )}
      <IconButton
        label={t("condition.negate")}
        size="small"
        icon={<CircleSlash aria-hidden="true" />}
        onClick={() => onChange({ op: "not", of: value })}
      />
      <IconButton
        label={t("condition.group")}
        size="small"
        icon={<Brackets aria-hidden="true" />}
        onClick={() => onChange({ op: "any", of: [value] })}
      />
      {onRemove ? (
        <IconButton
          label={t("condition.remove")}
          size="small"
          icon={<X aria-hidden="true" />}
          onClick={onRemove}
        />
      ) : null}
    </div>
  );
}
