"use client";

import { useTranslations } from "next-intl";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import type { ForeignInject, ForeignPlan } from "@/domain/exchange/plan";
import { meantBy } from "@/domain/exchange/words";
import styles from "./import.module.css";

/** Enough to see whether it was understood. */
const SHOWN = 100;

/** What comes of a plan: each inject as it would stand in the scenario, and what of it is guessed marked. */
export function PlanPreview({ plan }: { plan: ForeignPlan }) {
  const t = useTranslations("scenarios.import");
  if (plan.injects.length === 0) return null;
  return (
    <section aria-label={t("preview")}>
      <h3 className={styles.title}>{t("preview")}</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t("preview")}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("column.time")}</th>
              <th scope="col">{t("column.kind")}</th>
              <th scope="col">{t("column.to")}</th>
              <th scope="col">{t("column.text")}</th>
            </tr>
          </thead>
          <tbody>
            {plan.injects.slice(0, SHOWN).map((inject) => (
              <Row key={inject.row} inject={inject} />
            ))}
          </tbody>
        </table>
      </div>
      {plan.injects.length > SHOWN ? (
        <p className={styles.hint}>{t("more", { count: plan.injects.length - SHOWN })}</p>
      ) : null}
    </section>
  );
}

function Row({ inject }: { inject: ForeignInject }) {
  const t = useTranslations("scenarios");
  const { kind, isKindKnown, audience, isAudienceKnown } = meantBy(inject);
  return (
    <tr>
      <td className={styles.when}>
        {inject.when.on === "time" ? drillMoment(inject.when.atMs) : t(`import.when.${inject.when.on}`)}
      </td>
      <td>
        <Understood word={inject.kind} isUnderstood={isKindKnown}>
          {t(`injectKind.${kind}`)}
        </Understood>
      </td>
      <td>
        <Understood word={inject.to} isUnderstood={isAudienceKnown}>
          {t(`audience.${audience}`)}
        </Understood>
      </td>
      <td>
        {inject.title === "" ? null : <strong>{inject.title} </strong>}
        {inject.text}
      </td>
    </tr>
  );
}

/** What a word was taken for; the word itself beside it where that is a guess. */
function Understood({
  word,
  isUnderstood,
  children,
}: {
  word: string;
  isUnderstood: boolean;
  children: string;
}) {
  const t = useTranslations("scenarios.import");
  if (isUnderstood) return children;
  return (
    <>
      {children} <span className={styles.guess}>{t("guess", { word })}</span>
    </>
  );
}
