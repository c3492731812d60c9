import type { ReactNode } from "react";
import Link from "next/link";
import { ChevronLeft } from "lucide-react";
import styles from "./page-header.module.css";

/** The head of a page: the way back, its name, what it is about, what can be done. */
export function PageHeader({
  title,
  back,
  meta,
  description,
  actions,
}: {
  title: ReactNode;
  /** The list this page belongs to. */
  back?: { href: string; label: string };
  /** Badges beside the title. */
  meta?: ReactNode;
  description?: ReactNode;
  /** Buttons; the primary one comes last. */
  actions?: ReactNode;
}) {
  return (
    <header className={styles.header}>
      <div className={styles.text}>
        {back ? (
          <Link className={styles.back} href={back.href}>
            <ChevronLeft aria-hidden="true" />
            {back.label}
          </Link>
        ) : null}
        <div className={styles.line}>
          <h1 className={styles.title}>{title}</h1>
          {meta}
        </div>
        {description ? <div className={styles.description}>{description}</div> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}
