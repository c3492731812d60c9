"use client";

import type { ReactNode } from "react";
import { Tabs as Primitive } from "radix-ui";
import { classNames } from "./class-names";
import styles from "./tabs.module.css";

export type TabItem<Value extends string> = {
  value: Value;
  label: ReactNode;
  /** A number beside the label, such as how many entries wait there. */
  count?: number;
  disabled?: boolean;
  content: ReactNode;
};

/** Views of one thing, one at a time. Arrow keys move between tabs. */
export function Tabs<Value extends string>({
  label,
  value,
  onValueChange,
  items,
  aside,
  fill = false,
}: {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  items: readonly TabItem<Value>[];
  /** Stands at the end of the row of tabs. */
  aside?: ReactNode;
  /** Lets the panel take the height that is left and scroll by itself, for consoles. */
  fill?: boolean;
}) {
  return (
    <Primitive.Root
      className={classNames(fill && styles.fill)}
      value={value}
      onValueChange={(chosen) => {
        const item = items.find((candidate) => candidate.value === chosen);
        if (item) onValueChange(item.value);
      }}
    >
      <div className={styles.row}>
        <Primitive.List className={styles.list} aria-label={label}>
          {items.map((item) => (
            <Primitive.Trigger
              key={item.value}
              value={item.value}
              disabled={item.disabled}
              className={styles.tab}
            >
              {item.label}
              {item.count === undefined ? null : <span className={styles.count}>{item.count}</span>}
            </Primitive.Trigger>
          ))}
        </Primitive.List>
        {aside}
      </div>
      {items.map((item) => (
        <Primitive.Content key={item.value} value={item.value} className={styles.panel}>
          {item.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
