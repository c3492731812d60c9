import type { ReactNode } from "react";
import Link from "next/link";
import { ChevronLeft } from "lucide-react";
import styles from "./page-header.module.css";

/** The head of a page: the way back, its name, what it is about, what can be done. */
export function PageHeader({
  title,
  heading: Heading = "h1",
  back,
  meta,
  description,
  actions,
}: {
  title: ReactNode;
  /** Another level only where the head of a page is shown inside a page. */
  heading?: "h1" | "h3";
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
          <Heading className={styles.title}>{title}</Heading>
          {meta}
        </div>
        {description ? <div className={styles.description}>{description}</div> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}
