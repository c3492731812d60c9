"use client";

import { useTranslations } from "next-intl";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import type { Priority } from "@/domain/policy/schema";
import type { FieldOf } from "./field-of";
import styles from "./asks.module.css";

const PRIORITIES = { first: 1, second: 2, third: 3 } as const;
const KEYS = { 1: "first", 2: "second", 3: "third" } as const;

/** How urgent an incident is, with what that means once it is chosen. */
export function PriorityField({ label, hint, chosen, onChoose }: FieldOf<Priority>) {
  const t = useTranslations("console.ask");
  const common = useTranslations("common");
  return (
    <div className={styles.group}>
      <span className={styles.label}>{label}</span>
      <SegmentedControl
        label={label}
        size="large"
        fullWidth
        value={chosen === null ? null : KEYS[chosen]}
        onValueChange={(value) => onChoose(PRIORITIES[value])}
        options={(["first", "second", "third"] as const).map((value) => ({
          value,
          label: `P${PRIORITIES[value]} ${common(`priority.${PRIORITIES[value]}`)}`,
        }))}
      />
      <span className={styles.hint}>{chosen === null ? hint : t(`priorities.${chosen}`)}</span>
    </div>
  );
}
