import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";
import styles from "./message-page.module.css";

/** A page that only has something to say: not found, out of order. */
export function MessagePage({
  title,
  text,
  code,
  children,
}: {
  title: string;
  text: string;
  /** A number to quote to the administrator. */
  code?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <main className={styles.page} id="content">
      <div className={styles.mark}>
        <BrandMark size={36} />
      </div>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>{text}</p>
      {code ? (
        <p>
          <code>{code}</code>
        </p>
      ) : null}
      {children ? <div className={styles.actions}>{children}</div> : null}
    </main>
  );
}
