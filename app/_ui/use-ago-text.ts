"use client";

import { useCallback } from "react";
import { useTranslations } from "next-intl";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Writes how long ago something was: "just now", "3 minutes ago", "5 hours ago", "2 days ago". Takes milliseconds; in whole
 * units, rounded down. What is to come, as by a clock that is a little ahead, is just now.
 */
export function useAgoText(): (ms: number) => string {
  const t = useTranslations("common.ago");
  return useCallback(
    (ms: number) => {
      if (ms < MINUTE) return t("now");
      if (ms < HOUR) return t("minutes", { count: Math.floor(ms / MINUTE) });
      return ms < DAY
        ? t("hours", { count: Math.floor(ms / HOUR) })
        : t("days", { count: Math.floor(ms / DAY) });
    },
    [t],
  );
}
