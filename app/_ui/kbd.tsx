import type { ReactNode } from "react";
import styles from "./kbd.module.css";

/** A key, or keys joined by "+", as printed on a keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className={styles.kbd}>{children}</kbd>;
}
