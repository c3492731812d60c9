import { Scale, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { useTelling } from "@/app/_ui/use-telling";
import type { ScoreLine } from "@/domain/score-card/schema";
import styles from "./score-sheet.module.css";

/** What stands beside a line's reason: each evaluator's word and note, what the log says, and what the item rests on. */
export function LineSays({ line, released }: { line: ScoreLine; released: boolean }) {
  const t = useTranslations("review.says");
  const tell = useTelling();
  const format = useFormatter();
  return (
    <>
      {line.disagreement ? (
        <span className={styles.disagreement}>
          <TriangleAlert aria-hidden="true" />
          {t(released ? "disagreed" : "disagreement")}
        </span>
      ) : null}
      {line.assessments?.map(({ by, says, note, atMs, position }) => (
        <span key={position} className={styles.says}>
          {t("assessment", { time: drillMoment(atMs), by: tell(by), level: t(`level.${says}`) })}
          {note === "" ? null : t("note", { note })}
        </span>
      ))}
      {line.settled ? (
        <span className={styles.says}>
          {t("before", {
            status: tell({ say: `terms.line.${line.settled.before.status}` }),
            points: format.number(line.settled.before.pointsHundredths / 100, { maximumFractionDigits: 2 }),
          })}
        </span>
      ) : null}
      {line.log ? <span className={styles.says}>{t("log", { why: tell(line.log.why) })}</span> : null}
      {line.legal?.map(({ title, article, inForceFrom }) => (
        <span key={`${title.zh} ${article?.zh ?? ""}`} className={styles.says}>
          <Scale aria-hidden="true" />
          {t("legal", {
            title: tell(title),
            article: article ? tell(article) : "",
            date: inForceFrom,
          })}
        </span>
      ))}
    </>
  );
}
