import type { ReactNode } from "react";
import { classNames } from "./class-names";
import styles from "./badge.module.css";

export type BadgeTone = "neutral" | "accent" | "met" | "risk" | "missed";

/** A word about the state of something. The word carries the meaning; the tone only helps the eye. */
export function Badge({
  tone = "neutral",
  icon,
  outlined = false,
  children,
}: {
  tone?: BadgeTone;
  icon?: ReactNode;
  outlined?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={classNames(styles.badge, styles[tone], outlined && styles.outlined)}>
      {icon}
      {children}
    </span>
  );
}
