"use client";

import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import type { Doing } from "@/domain/drill/held";
import { useLiveDrill } from "./drill-context";
import styles from "./held-note.module.css";

/** Stands beside what has to wait while the drill stands still, and says why; nothing while it runs. */
export function HeldNote({ doing = "playing", padded = false }: { doing?: Doing; padded?: boolean }) {
  const t = useTranslations("console.held");
  const held = useLiveDrill().held[doing];
  if (held === null) return null;
  return (
    <p className={classNames(styles.note, padded && styles.padded)}>
      <Hourglass aria-hidden="true" />
      {t(`${doing}.${held}`)}
    </p>
  );
}
