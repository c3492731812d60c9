"use client";

import { useLocale } from "next-intl";
import type { Locale } from "@/domain/locale";

/**
 * What stands between short things said of one thing ("101·巡逻·2 分 5 秒"). A Chinese font draws the dot as wide as a
 * character, so it needs no room beside it; a Latin one does.
 */
export const SEPARATORS: Record<Locale, string> = { zh: "·", en: " · " };

/** The separator of the reader's language. */
export function useSeparator(): string {
  return SEPARATORS[useLocale()];
}
