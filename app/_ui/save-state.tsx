"use client";

import { Check, CircleAlert, PencilLine } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Spinner } from "./spinner";
import { classNames } from "./class-names";
import styles from "./save-state.module.css";

export type Saving = "saved" | "saving" | "unsaved" | "failed" | "conflict";

/** Whether one's work is safe: beside everything that saves itself. */
export function SaveState({ state, savedAtMs }: { state: Saving; savedAtMs?: number | null }) {
  const t = useTranslations("common");
  const format = useFormatter();
  const word =
    state === "saved" && savedAtMs
      ? t("save.savedAt", {
          time: format.dateTime(new Date(savedAtMs), "time"),
        })
      : t(`save.${state}`);
  return (
    <span
      className={classNames(styles.state, (state === "failed" || state === "conflict") && styles.problem)}
      role="status"
    >
      {state === "saving" ? (
        <Spinner />
      ) : state === "saved" ? (
        <Check aria-hidden="true" />
      ) : state === "unsaved" ? (
        <PencilLine aria-hidden="true" />
      ) : (
        <CircleAlert aria-hidden="true" />
      )}
      {word}
    </span>
  );
}
