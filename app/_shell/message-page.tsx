import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";
import styles from "./message-page.module.css";

/**
 * A page that only has something to say: not found, out of order.
 *
 * @param isFramed Whether it stands in a frame that names the main part of the page already.
 */
export function MessagePage({
  title,
  text,
  code,
  isFramed = false,
  children,
}: {
  title: string;
  text: string;
  /** A number to quote to the administrator. */
  code?: string | undefined;
  isFramed?: boolean;
  children?: ReactNode;
}) {
  const said = (
    <>
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
    </>
  );
  return isFramed ? (
    <div className={styles.page}>{said}</div>
  ) : (
    <main className={styles.page} id="content">
      {said}
    </main>
  );
}
