"use client";

import { useTranslations } from "next-intl";
import { useTelling } from "@/app/_ui/use-telling";
import type { Loss } from "@/domain/exchange/plan";
import styles from "./import.module.css";

/** Everything of a file that has no place here, or none that could be found, each with where it stands. */
export function LossList({ losses }: { losses: readonly Loss[] }) {
  const t = useTranslations("scenarios.import");
  const tell = useTelling();
  if (losses.length === 0) return <p className={styles.hint}>{t("noLoss")}</p>;
  return (
    <section aria-label={t("losses", { count: losses.length })}>
      <h3 className={styles.title}>{t("losses", { count: losses.length })}</h3>
      <ul className={styles.losses}>
        {losses.map(({ row, said }, i) => (
          <li key={i}>
            <span className={styles.where}>{row === null ? t("wholeFile") : t("row", { number: row })}</span>
            <span>{tell(said)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
