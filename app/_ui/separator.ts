"use client";

import { useTranslations } from "next-intl";

/**
 * What stands between short things said of one thing ("101·巡逻·2 分 5 秒"). A Chinese font draws the dot as wide as a
 * character, so it needs no room beside it; a Latin one does.
 */
export function useSeparator(): string {
  return useTranslations("units")("between");
}
