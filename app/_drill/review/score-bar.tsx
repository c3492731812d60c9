import { classNames } from "@/app/_ui/class-names";
import styles from "./score-bar.module.css";

/**
 * Points as a bar: earned, lost, and not evaluated yet, which is neither. Takes points in hundredths.
 *
 * @param label What the bar says, in words.
 */
export function ScoreBar({
  earned,
  lost,
  unknown,
  label,
  large = false,
}: {
  earned: number;
  lost: number;
  unknown: number;
  label: string;
  large?: boolean;
}) {
  return (
    <span
      className={classNames(styles.bar, large && styles.large)}
      role="img"
      aria-label={label}
      title={label}
    >
      {earned > 0 ? <span className={styles.earned} style={{ flexGrow: earned }} /> : null}
      {lost > 0 ? <span className={styles.lost} style={{ flexGrow: lost }} /> : null}
      {unknown > 0 ? <span className={styles.unknown} style={{ flexGrow: unknown }} /> : null}
    </span>
  );
}
