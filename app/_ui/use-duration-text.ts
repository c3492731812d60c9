"use client";

import { useCallback } from "react";
import { useTranslations } from "next-intl";
import { durationParts } from "./clock-text";

/** Writes a length of time in words: "3 分 20 秒", "3 min 20 s", "1 小时 5 分". Takes milliseconds. */
export function useDurationText(): (ms: number) => string {
  const t = useTranslations("common");
  return useCallback(
    (ms: number) =>
      durationParts(ms)
        .map((part) => t(`duration.${part.unit}`, { count: part.count }))
        .join(" "),
    [t],
  );
}
