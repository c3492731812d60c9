"use client";

import type { ReactNode } from "react";
import { Check } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";
import styles from "./menu.module.css";

/** A list of things to do behind one button. Put `MenuItem`, `MenuSection` and `MenuSeparator` inside. */
export function Menu({
  trigger,
  side = "bottom",
  align = "end",
  defaultOpen = false,
  children,
}: {
  /** The button that opens it; it must take a ref. */
  trigger: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  defaultOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <Primitive.Root modal={false} defaultOpen={defaultOpen}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          className={styles.menu}
          side={side}
          align={align}
          sideOffset={side === "right" ? 12 : 4}
          collisionPadding={8}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export function MenuItem({
  icon,
  shortcut,
  danger = false,
  disabled,
  onSelect,
  children,
}: {
  icon?: ReactNode;
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Primitive.Item
      className={classNames(styles.item, danger && styles.danger)}
      disabled={disabled}
      onSelect={onSelect}
    >
      <span className={styles.icon}>{icon}</span>
      <span className={styles.label}>{children}</span>
      {shortcut ? <Kbd>{shortcut}</Kbd> : null}
    </Primitive.Item>
  );
}

export function MenuSeparator() {
  return <Primitive.Separator className={styles.separator} />;
}

export function MenuSection({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Primitive.Group>
      <Primitive.Label className={styles.heading}>{label}</Primitive.Label>
      {children}
    </Primitive.Group>
  );
}

/** Several that each can be ticked; the menu stays open while they are. */
export function MenuChecks<Value extends string>({
  values,
  onValuesChange,
  options,
}: {
  values: readonly Value[];
  onValuesChange: (values: Value[]) => void;
  options: readonly { value: Value; label: string }[];
}) {
  return options.map(({ value, label }) => (
    <Primitive.CheckboxItem
      key={value}
      className={styles.item}
      checked={values.includes(value)}
      onCheckedChange={(checked) =>
        onValuesChange(checked ? [...values, value] : values.filter((other) => other !== value))
      }
      onSelect={(event) => event.preventDefault()}
    >
      <span className={styles.label}>{label}</span>
      <Primitive.ItemIndicator className={styles.icon}>
        <Check aria-hidden="true" />
      </Primitive.ItemIndicator>
    </Primitive.CheckboxItem>
  ));
}

/** One of several, chosen inside the menu. */
export function MenuChoice<Value extends string>({
  value,
  onValueChange,
  options,
}: {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
}) {
  return (
    <Primitive.RadioGroup
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option) onValueChange(option.value);
      }}
    >
      {options.map((option) => (
        <Primitive.RadioItem key={option.value} value={option.value} className={styles.item}>
          <span className={styles.icon}>{option.icon}</span>
          <span className={styles.label}>{option.label}</span>
          <Primitive.ItemIndicator className={styles.icon}>
            <Check aria-hidden="true" />
          </Primitive.ItemIndicator>
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}
