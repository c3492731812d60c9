"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useTelling } from "@/app/_ui/use-telling";
import type { SwapResult } from "@/domain/score-card/schema";
import styles from "./swap-result.module.css";

/** Both teams over two legs: what each earned on either side, the sum, and who is ahead by which rule. */
export function SwapResultTable({ result }: { result: SwapResult }) {
  const t = useTranslations("common.swap");
  const format = useFormatter();
  const tell = useTelling();
  const points = (hundredths: number) =>
    format.number(hundredths / 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const nameOf = (index: number) => tell(result.teams[index]?.team ?? "") || t("team", { number: index + 1 });
  const verdict = !result.complete
    ? t("incomplete")
    : result.ahead === null
      ? t("drawn")
      : t(result.by === "responder" ? "aheadByResponder" : "ahead", { team: nameOf(result.ahead) });
  return (
    <section className={styles.result} aria-label={t("title")}>
      <h2 className={styles.heading}>{t("title")}</h2>
      <div className={styles.scroll} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("teamColumn")}</th>
              <th scope="col">{t("asResponder")}</th>
              <th scope="col">{t("asOpposition")}</th>
              <th scope="col">{t("total")}</th>
              <th scope="col">{t("coverage")}</th>
            </tr>
          </thead>
          <tbody>
            {result.teams.map((team, i) => (
              <tr key={i}>
                <th scope="row">{nameOf(i)}</th>
                <td>{points(team.responderHundredths)}</td>
                <td>{points(team.oppositionHundredths)}</td>
                <td className={styles.total}>{points(team.totalHundredths)}</td>
                <td>{tell({ share: team.coverage })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p role="status">{verdict}</p>
    </section>
  );
}
