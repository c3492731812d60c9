"use client";

import { useCallback } from "react";
import { useLocale } from "next-intl";
import { inLocale, type LocalText } from "@/domain/text";

/** Gives a scenario's text in the reader's language, or in the other one where that is empty. */
export function useLocal(): (text: LocalText) => string {
  const locale = useLocale();
  return useCallback((text: LocalText) => inLocale(text, locale), [locale]);
}
