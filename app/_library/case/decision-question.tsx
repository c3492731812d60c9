"use client";

import { useState } from "react";
import { CircleCheck, CircleDashed } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { Notice } from "@/app/_ui/notice";
import type { LocalText } from "@/domain/text";
import { inLocale } from "@/domain/text";
import styles from "./decision-question.module.css";

export type DecisionAnswer = {
  bestOptionId: string;
  options: readonly { id: string; feedback: LocalText }[];
};

/** A question of a case. What becomes of each answer stays unknown, to the browser too, until one is chosen. */
export function DecisionQuestion({
  number,
  decision,
  answerTo,
}: {
  number: number;
  decision: {
    id: string;
    prompt: LocalText;
    options: readonly { id: string; label: LocalText }[];
  };
  answerTo: (decisionId: string, optionId: string) => Promise<DecisionAnswer>;
}) {
  const t = useTranslations("library");
  const locale = useLocale();
  const errorText = useErrorText();
  const [chosen, setChosen] = useState<string | null>(null);
  const [answer, setAnswer] = useState<DecisionAnswer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function choose(optionId: string) {
    setChosen(optionId);
    setProblem(null);
    try {
      setAnswer(await answerTo(decision.id, optionId));
    } catch (error) {
      setChosen(null);
      setProblem(errorText(error));
    }
  }

  return (
    <section className={styles.question} aria-labelledby={`decision-${decision.id}`}>
      <h3 className={styles.prompt} id={`decision-${decision.id}`}>
        <span className={styles.number}>{t("questionNumber", { number })}</span>
        {inLocale(decision.prompt, locale)}
      </h3>
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      <ol className={styles.options}>
        {decision.options.map((option, index) => {
          const letter = String.fromCharCode(65 + index);
          const label = inLocale(option.label, locale);
          const feedback = answer?.options.find(({ id }) => id === option.id)?.feedback;
          const isBest = answer?.bestOptionId === option.id;
          return (
            <li key={option.id}>
              {answer ? (
                <div
                  className={classNames(
                    styles.option,
                    styles.answered,
                    isBest && styles.best,
                    chosen === option.id && styles.chosen,
                  )}
                >
                  <span className={styles.letter}>{letter}</span>
                  <div>
                    <p className={styles.label}>
                      {label}
                      {isBest ? (
                        <span className={styles.mark}>
                          <CircleCheck aria-hidden="true" />
                          {t("best")}
                        </span>
                      ) : null}
                      {chosen === option.id && !isBest ? (
                        <span className={styles.yours}>
                          <CircleDashed aria-hidden="true" />
                          {t("yourChoice")}
                        </span>
                      ) : null}
                    </p>
                    {feedback ? <p className={styles.feedback}>{inLocale(feedback, locale)}</p> : null}
                  </div>
                </div>
              ) : (
                <button
                  type="button"
                  className={classNames(styles.option, chosen === option.id && styles.chosen)}
                  disabled={chosen !== null}
                  onClick={() => void choose(option.id)}
                >
                  <span className={styles.letter}>{letter}</span>
                  <span className={styles.label}>{label}</span>
                </button>
              )}
            </li>
          );
        })}
      </ol>
      <div className={styles.foot} role="status">
        {answer ? (
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              setAnswer(null);
              setChosen(null);
            }}
          >
            {t("chooseAgain")}
          </Button>
        ) : (
          <span className={styles.hint}>{t("chooseFirst")}</span>
        )}
      </div>
    </section>
  );
}
