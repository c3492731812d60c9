import type { ReactNode } from "react";
import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { classNames } from "./class-names";
import styles from "./notice.module.css";

const ICONS = { info: Info, done: CircleCheck, problem: CircleAlert } as const;

/** A sentence that stands in the page until it no longer holds; a problem is read out at once. */
export function Notice({ tone = "info", children }: { tone?: keyof typeof ICONS; children: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <div className={classNames(styles.notice, styles[tone])} role={tone === "problem" ? "alert" : "status"}>
      <Icon className={styles.icon} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
