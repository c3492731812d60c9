"use client";

import { PhoneIncoming } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { HeldNote } from "@/app/_drill/live/held-note";
import { InjectKindMark } from "@/app/_drill/live/inject-kind";
import { StandardMark } from "@/app/_drill/live/standard-mark";
import { Elapsed } from "@/app/_drill/live/time-parts";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { Kbd } from "@/app/_ui/kbd";
import { useSeparator } from "@/app/_ui/separator";
import { injectKindOf } from "@/domain/injects/kinds";
import type { DeliverySeen } from "@/domain/view/schema";
import type { Unanswered } from "./unanswered";
import styles from "./incoming.module.css";

/** How many calls ring in sight at once; of the others it says how many there are. */
const RINGING_MAX = 2;

/**
 * What somebody has to know of wherever they are looking: calls that ring, with one press to answer, and news
 * that came in where it is not in sight. It stands above everything else of the console, on a phone as well.
 */
export function Incoming({
  ringing,
  news,
  unread,
  onAnswer,
  onShow,
}: {
  ringing: readonly Unanswered[];
  /** The newest of what has come in out of sight. */
  news: DeliverySeen | null;
  unread: number;
  /** Left out where calls are answered on the street. */
  onAnswer?: (incident: number) => void;
  onShow: () => void;
}) {
  const separator = useSeparator();
  const t = useTranslations("console.incoming");
  const local = useLocal();
  const { may } = useLiveDrill();
  const shown = ringing.slice(0, RINGING_MAX);
  if (shown.length === 0 && !news) return null;
  return (
    <section className={styles.incoming} aria-label={t("label")}>
      {shown.map(({ incident, delivery }, i) => {
        const standard = incident.standards.find(({ doneAtMs }) => doneAtMs === null);
        return (
          <div key={incident.number} className={classNames(styles.line, styles.ringing)} role="alert">
            <span className={styles.bell}>
              <PhoneIncoming aria-hidden="true" />
            </span>
            <span className={styles.who}>
              <strong className={styles.from}>
                {t(injectKindOf(delivery.kind).rings ? "call" : "report")}
                {local(delivery.from) ? `${separator}${local(delivery.from)}` : ""}
              </strong>
              <span className={styles.where}>{local(incident.place.name)}</span>
            </span>
            <span className={styles.waits} aria-live="off">
              {t("waits")} <Elapsed sinceMs={delivery.atMs} />
            </span>
            {standard ? (
              <span className={styles.standard} aria-live="off">
                <StandardMark standard={standard} />
              </span>
            ) : null}
            {i === RINGING_MAX - 1 && ringing.length > RINGING_MAX ? (
              <span className={styles.more}>{t("more", { count: ringing.length - RINGING_MAX })}</span>
            ) : null}
            {onAnswer ? (
              <span className={styles.held}>
                <HeldNote />
              </span>
            ) : null}
            {onAnswer ? (
              <Button
                variant="primary"
                disabled={!may("TakeAction")}
                className={styles.answer}
                onClick={() => onAnswer(incident.number)}
                aria-label={t("answerOf", { number: incident.number })}
              >
                {t("answer")}
                {i === 0 ? (
                  <span className={styles.key} aria-hidden="true">
                    <Kbd>C</Kbd>
                  </span>
                ) : null}
              </Button>
            ) : null}
          </div>
        );
      })}
      {news ? (
        <div className={styles.line} role="status">
          <span className={styles.kind}>
            <InjectKindMark kind={news.kind} word />
          </span>
          <span className={styles.words}>
            {local(news.from) ? <strong>{local(news.from)}</strong> : null} {local(news.text)}
          </span>
          <Button size="small" onClick={onShow}>
            {t("show", { count: unread })}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
