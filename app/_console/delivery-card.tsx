"use client";

import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import { drillMoment } from "@/app/_ui/clock-text";
import type { DeliverySeen } from "@/domain/view/schema";
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
  const spoken = delivery.kind === "call" || delivery.kind === "phone" || delivery.kind === "radio";
  const from = local(delivery.from);
  return (
    <article
      className={classNames(styles.card, delivery.kind === "call" && styles.call, fresh && styles.fresh)}
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
      <p className={classNames(styles.text, spoken && styles.spoken)}>{local(delivery.text)}</p>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </article>
  );
}
