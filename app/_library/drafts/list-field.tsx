"use client";

import type { ReactNode } from "react";
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { IconButton } from "@/app/_ui/icon-button";
import styles from "./case-form.module.css";

/** A list whose entries are forms of their own: added, taken out, put in another order. */
export function ListField<T>({
  legend,
  hint,
  items,
  onChange,
  create,
  addLabel,
  nameOf,
  maximum,
  render,
}: {
  legend: string;
  hint?: string;
  items: readonly T[];
  onChange: (items: T[], key?: string) => void;
  create: () => T;
  addLabel: string;
  /** What screen readers call the entry in a place. */
  nameOf: (index: number) => string;
  maximum: number;
  render: (item: T, change: (next: T) => void, index: number) => ReactNode;
}) {
  const t = useTranslations("library");
  const common = useTranslations("common");

  function move(index: number, by: -1 | 1) {
    const next = [...items];
    const [moved] = next.splice(index, 1);
    if (moved !== undefined) next.splice(index + by, 0, moved);
    onChange(next);
  }

  return (
    <fieldset className={styles.list}>
      <legend className={styles.legend}>
        {legend}
        <span className={styles.count}>{items.length}</span>
      </legend>
      {hint ? <p className={styles.hint}>{hint}</p> : null}
      {items.map((item, index) => (
        // Entries have no ids of their own; taking one out is rare and the fields hold no state.
        <div key={index} className={styles.entry}>
          <div className={styles.fields}>
            {render(
              item,
              (next) =>
                onChange(
                  items.map((one, i) => (i === index ? next : one)),
                  `${legend}.${index}`,
                ),
              index,
            )}
          </div>
          <div className={styles.tools}>
            <IconButton
              size="small"
              label={`${t("moveUp")}: ${nameOf(index)}`}
              icon={<ArrowUp aria-hidden="true" />}
              disabled={index === 0}
              onClick={() => move(index, -1)}
            />
            <IconButton
              size="small"
              label={`${t("moveDown")}: ${nameOf(index)}`}
              icon={<ArrowDown aria-hidden="true" />}
              disabled={index === items.length - 1}
              onClick={() => move(index, 1)}
            />
            <IconButton
              size="small"
              label={`${common("action.remove")}: ${nameOf(index)}`}
              icon={<X aria-hidden="true" />}
              onClick={() => onChange(items.filter((_, i) => i !== index))}
            />
          </div>
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<Plus aria-hidden="true" />}
          disabled={items.length >= maximum}
          onClick={() => onChange([...items, create()])}
        >
          {addLabel}
        </Button>
      </div>
    </fieldset>
  );
}
