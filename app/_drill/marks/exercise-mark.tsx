import { classNames } from "@/app/_ui/class-names";
import styles from "./exercise-mark.module.css";

/**
 * Says that this is an exercise, in both languages whatever the reader's: it stands beside the drill clock
 * on every live screen, print and export, so that nobody takes the content for a real call.
 */
export function ExerciseMark({ size = "medium" }: { size?: "medium" | "large" }) {
  return (
    <strong className={classNames(styles.mark, size === "large" && styles.large)}>
      <span lang="zh-CN">演练</span> <span lang="en">EXERCISE</span>
    </strong>
  );
}
