import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import styles from "./priority-badge.module.css";

const WEIGHTS = { 1: styles.first, 2: styles.second, 3: styles.third } as const;

/** P1 to P3. A number and a weight, never a colour: colours belong to sides and status. */
export function PriorityBadge({ priority }: { priority: 1 | 2 | 3 }) {
  const t = useTranslations("common");
  const label = t(`priority.${priority}`);
  return (
    <abbr className={classNames(styles.priority, WEIGHTS[priority])} title={label} aria-label={label}>
      P{priority}
    </abbr>
  );
}
