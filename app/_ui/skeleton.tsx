import { useTranslations } from "next-intl";
import styles from "./skeleton.module.css";

/** Grey lines in the place of text that is on its way; says "loading" to screen readers once. */
export function Skeleton({ lines = 3, rowHeight = 44 }: { lines?: number; rowHeight?: number }) {
  const t = useTranslations("common");
  return (
    <div role="status" aria-label={t("loading")}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.row} style={{ height: rowHeight }}>
          <span className={styles.bar} style={{ width: `${LENGTHS[line % LENGTHS.length]}%` }} />
        </div>
      ))}
    </div>
  );
}

/** Uneven as text is, the same on server and browser. */
const LENGTHS = [62, 48, 71, 55, 40];
