import { useTranslations } from "next-intl";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { useTelling } from "@/app/_ui/use-telling";
import type { Disagreement } from "@/domain/review/result";
import styles from "./result.module.css";

/** What each evaluator said of a line in dispute, and what the log says of it. */
export function Voices({ dispute: { assessments, log } }: { dispute: Disagreement }) {
  const t = useTranslations("review");
  const tell = useTelling();
  return (
    <ul className={styles.voices}>
      {assessments.map(({ by, says, note, atMs, position }) => (
        <li key={position}>
          {t("says.assessment", { time: drillMoment(atMs), by: tell(by), level: t(`says.level.${says}`) })}
          {note === "" ? null : t("says.note", { note })}
        </li>
      ))}
      {log ? (
        <li>
          {t("result.disputes.log", {
            status: tell({ say: `terms.line.${log.status}` }),
            why: tell(log.why),
          })}
        </li>
      ) : null}
    </ul>
  );
}
