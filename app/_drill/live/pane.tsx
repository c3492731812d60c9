import type { ReactNode } from "react";
import { classNames } from "@/app/_ui/class-names";
import styles from "./pane.module.css";

/** A part of a console: a slim heading, its tools, and a body that scrolls by itself. */
export function Pane({
  title,
  count,
  tools,
  footer,
  flush = false,
  className,
  children,
}: {
  title: ReactNode;
  count?: number | undefined;
  tools?: ReactNode;
  /** Stays in sight below what scrolls. */
  footer?: ReactNode;
  /** Lets rows run from edge to edge. */
  flush?: boolean;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <section
      className={classNames(styles.pane, className)}
      aria-label={typeof title === "string" ? title : undefined}
    >
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {count === undefined ? null : <span className={styles.count}>{count}</span>}
        {tools ? <div className={styles.tools}>{tools}</div> : null}
      </header>
      {/* A scrolling part is a tab stop, so that the arrow keys reach it. */}
      <div className={classNames(styles.body, flush && styles.flush)} tabIndex={0}>
        {children}
      </div>
      {footer ? <footer className={styles.footer}>{footer}</footer> : null}
    </section>
  );
}

/** What a list says while it is empty: one quiet line. */
export function PaneEmpty({ children }: { children: ReactNode }) {
  return <p className={styles.empty}>{children}</p>;
}
