import { Check, Circle, Clock, Contrast, Minus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import styles from "./status-mark.module.css";

export type Status = "met" | "partly" | "missed" | "not-evaluated" | "exempt" | "at-risk";

const ICONS = {
  met: Check,
  partly: Contrast,
  missed: X,
  "not-evaluated": Minus,
  exempt: Circle,
  "at-risk": Clock,
} as const;

/** How a scored item stands: always a shape, a word and a colour together. */
export function StatusMark({
  status,
  compact = false,
}: {
  status: Status;
  /** Shape and colour only, for narrow columns; the word stays for screen readers and on hover. */
  compact?: boolean;
}) {
  const t = useTranslations("common");
  const Icon = ICONS[status];
  const word = t(`status.${status}`);
  return (
    <span className={classNames(styles.mark, styles[status])} title={compact ? word : undefined}>
      <span className={styles.shape}>
        <Icon aria-hidden="true" strokeWidth={2.5} />
      </span>
      <span className={compact ? styles.hidden : undefined}>{word}</span>
    </span>
  );
}
