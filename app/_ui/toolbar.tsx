import type { ReactNode } from "react";
import styles from "./toolbar.module.css";

/** A row of filters and buttons above a list; wraps on narrow screens. */
export function Toolbar({ label, end, children }: { label: string; end?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.toolbar} role="group" aria-label={label}>
      <div className={styles.start}>{children}</div>
      {end ? <div className={styles.end}>{end}</div> : null}
    </div>
  );
}
