import { useTranslations } from "next-intl";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { useMomentText } from "@/app/_ui/moment";
import { useTelling } from "@/app/_ui/use-telling";
import type { Appeal } from "@/domain/review/result";
import styles from "./result.module.css";

/** Every appeal with its evidence and what came of it. */
export function Appeals({
  appeals,
  onAnswer,
}: {
  appeals: readonly Appeal[];
  onAnswer: (appeal: Appeal) => void;
}) {
  const t = useTranslations("review.result.appeals");
  const tell = useTelling();
  const moment = useMomentText();
  return (
    <ol className={styles.list} aria-labelledby="review-appeals">
      {appeals.map((appeal) => {
        const { answer, filed, evidence } = appeal;
        return (
          <li key={`${appeal.lane}-${appeal.no}`} className={styles.entry}>
            <div className={styles.entryHead}>
              <strong>{t("no", { no: appeal.no })}</strong>
              <SideTag side={appeal.side}>{tell(appeal.team) || undefined}</SideTag>
              <Badge tone={answer ? (answer.accepted ? "met" : "neutral") : "risk"}>
                {answer ? (answer.accepted ? t("accepted") : t("refused")) : t("open")}
              </Badge>
              {appeal.mayAnswer ? (
                <Button
                  size="small"
                  aria-label={t("answerOf", { no: appeal.no })}
                  onClick={() => onAnswer(appeal)}
                >
                  {t("answer")}
                </Button>
              ) : null}
            </div>
            <p>{t(`against.${appeal.itemId === null ? "ruling" : "line"}`, { about: tell(appeal.about) })}</p>
            <blockquote className={styles.words}>{filed.reason}</blockquote>
            <p className={styles.small}>
              {t("filed", {
                by: tell(filed.by),
                team: tell(appeal.team),
                time: moment(filed.wallMs, "date-time"),
              })}
            </p>
            {evidence.length > 0 ? (
              <div>
                <p className={styles.small}>{t("evidence")}</p>
                <ul className={styles.voices}>
                  {evidence.map(({ position, atMs, sentence }) => (
                    <li key={position}>
                      {drillMoment(atMs)} {tell(sentence)}
                    </li>
                  ))}
                </ul>
              </div>
            ) : null}
            {answer ? (
              <div className={styles.answer}>
                <p>{answer.reason}</p>
                {answer.settled.map(({ title, says }) => (
                  <p key={tell(title)}>
                    {t("settled", { item: tell(title), level: tell({ say: `terms.level.${says}` }) })}
                  </p>
                ))}
                <p className={styles.small}>
                  {t("answered", { by: tell(answer.by), time: moment(answer.wallMs, "date-time") })}
                </p>
              </div>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
