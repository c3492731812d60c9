"use client";

import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import type { Messages } from "@/app/_i18n/messages";
import type { Forced } from "./forced-states";
import styles from "./parts-screen.module.css";

export type StateName = keyof Messages["parts"]["state"];

/** One file of app/_ui, by its name without the ending, with the components that it exports. */
export function Part({ file, children }: { file: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-labelledby={`part-${file}`}>
      <h2 className={styles.name} id={`part-${file}`} translate="no">
        {file}
      </h2>
      <div className={styles.states}>{children}</div>
    </section>
  );
}

/** A part in one state; `variant` is the value of a property, in the code's own word. */
export function State({
  of: state,
  variant,
  forced,
  wide = false,
  children,
}: {
  of: StateName;
  variant?: string;
  forced?: Forced;
  wide?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("parts.state");
  return (
    <div className={wide ? styles.wide : undefined}>
      <p className={styles.state}>
        {t(state)}
        {variant === undefined ? null : <code className={styles.variant}>{variant}</code>}
      </p>
      <div className={styles.shown} data-forced={forced}>
        {children}
      </div>
    </div>
  );
}

/** The values of a union, each once: a value that is added to the type and not here does not compile. */
export function valuesOf<Value extends string>(all: Record<Value, true>): Value[] {
  const named = (key: string): key is Value => Object.hasOwn(all, key);
  return Object.keys(all).filter(named);
}

/** States that a style sheet draws, shown without a pointer or a focus. */
export const POINTED: readonly { state: StateName; forced: Forced }[] = [
  { state: "hover", forced: "hover" },
  { state: "pressed", forced: "active" },
  { state: "focus", forced: "focus-visible" },
];
