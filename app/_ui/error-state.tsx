"use client";

import type { ReactNode } from "react";
import { CircleAlert, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import styles from "./empty-state.module.css";

/** What stands where content could not be shown: what happened, what to do, what to quote. */
export function ErrorState({
  title,
  sentence,
  code,
  onRetry,
  children,
}: {
  title?: ReactNode;
  /** The server's sentence for people; null when it could not be reached. */
  sentence: string | null;
  /** A request number to quote to the administrator. */
  code?: string | null;
  onRetry?: () => void;
  children?: ReactNode;
}) {
  const t = useTranslations("common");
  return (
    <div className={styles.empty} role="alert">
      <span className={styles.icon}>
        <CircleAlert aria-hidden="true" />
      </span>
      <p className={styles.title}>{title ?? t("error.title")}</p>
      <p className={styles.text}>{sentence ?? t("error.offline")}</p>
      {code ? (
        <p className={styles.text}>
          <code>{t("error.code", { code })}</code>
        </p>
      ) : null}
      <div className={styles.action}>
        {onRetry ? (
          <Button icon={<RotateCw aria-hidden="true" />} onClick={onRetry}>
            {t("action.retry")}
          </Button>
        ) : null}
        {children}
      </div>
    </div>
  );
}
