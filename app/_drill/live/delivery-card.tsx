"use client";

import { useContext, useState, type CSSProperties, type ReactNode } from "react";
import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { injectKindOf } from "@/domain/injects/kinds";
import type { DeliverySeen } from "@/domain/view/schema";
import { DrillContext, drillMsNow } from "./drill-context";
import { InjectKindMark } from "./inject-kind";
import { useLocal } from "./use-local";
import styles from "./delivery-card.module.css";

/** Something that reached a team. A call looks like a call: who rings, and what is said, in quotation marks. */
export function DeliveryCard({
  delivery,
  fresh = false,
  actions,
}: {
  delivery: DeliverySeen;
  /** Waits for somebody to do something about it. */
  fresh?: boolean;
  actions?: ReactNode;
}) {
  const t = useTranslations("console");
  const local = useLocal();
  const { look, rings } = injectKindOf(delivery.kind);
  const spoken = look === "voice";
  const from = local(delivery.from);
  const text = local(delivery.text);
  const speaking = useSpeaking(spoken ? text : "", delivery.atMs);
  return (
    <article
      className={classNames(styles.card, styles[`as-${look}`], rings && styles.call, fresh && styles.fresh)}
    >
      <header className={styles.header}>
        <span className={styles.kind}>
          <InjectKindMark kind={delivery.kind} word />
        </span>
        {delivery.incident === null ? null : (
          <span className={styles.incident}>{t("incidentNo", { number: delivery.incident })}</span>
        )}
        {delivery.again ? <span className={styles.again}>{t("again")}</span> : null}
        <time className={styles.time}>{drillMoment(delivery.atMs)}</time>
      </header>
      {from ? <p className={styles.from}>{from}</p> : null}
      <p
        className={classNames(styles.text, spoken && styles.spoken, speaking && styles.speaking)}
        style={speaking ?? undefined}
      >
        {text}
      </p>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </article>
  );
}

/** How fast somebody speaks who is upset, in ms per character: Chinese says more with one. */
const MS_PER_CHARACTER = { wide: 130, narrow: 45 };

/**
 * Words that are being spoken come line by line, at the pace of speech, for whoever is there when they come; the
 * rest finds them written. All of it stands in the page at once, for those who listen to the page instead.
 *
 * @returns the pace; null where everything has been said. Under reduced motion the style sheet shows it at once.
 */
function useSpeaking(text: string, atMs: number): CSSProperties | null {
  // A replay shows what was said; nobody speaks there.
  const live = useContext(DrillContext);
  const [pace] = useState(() => {
    if (!live) return null;
    const lengthMs = [...text].reduce(
      (sum, character) => sum + MS_PER_CHARACTER[character > "\u2e80" ? "wide" : "narrow"],
      0,
    );
    const saidMs = drillMsNow(live) - atMs;
    if (live.phase !== "running" || live.clock.rate === 0 || saidMs >= lengthMs) return null;
    return { animationDuration: `${lengthMs}ms`, animationDelay: `${-Math.round(saidMs)}ms` };
  });
  return pace;
}
