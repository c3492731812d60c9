"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/app/_ui/icon-button";
import { Select } from "@/app/_ui/select";
import { kindOf, LEAF_OPS } from "@/domain/conditions/kinds";
import { Leaf } from "@/domain/conditions/schema";
import type { ConditionLeaf } from "@/domain/conditions/schema";
import { LeafField } from "./leaf-field";
import { useNamedOptions } from "./named-options";
import styles from "./section.module.css";

/** One test of a condition: what is asked, and of what. Its fields follow from the shape of its kind. */
export function ConditionForm({
  value,
  onChange,
  onRemove,
}: {
  value: ConditionLeaf;
  onChange: (value: ConditionLeaf) => void;
  onRemove: (() => void) | null;
}) {
  const t = useTranslations("scenarios");
  const { fresh } = useNamedOptions();
  const kind = kindOf(value);

  /** A value that does not fit, such as a list with nothing in it, changes nothing. */
  function set(field: string, next: unknown) {
    const others = kind.oneOf?.includes(field) ? kind.oneOf.filter((name) => name !== field) : [];
    const kept = Object.fromEntries(
      Object.entries({ ...value, [field]: next }).filter(
        ([name, part]) => part !== undefined && !others.includes(name),
      ),
    );
    const leaf = Leaf.safeParse(kept);
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
          <LeafField
            key={`${value.op} ${name}`}
            field={field}
            value={Reflect.get(value, name)}
            within={value}
            onChange={(next) => set(name, next)}
          />
        ),
      )}
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
