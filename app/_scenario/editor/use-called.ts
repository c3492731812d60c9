"use client";

import { useCallback } from "react";
import { useLocale, useTranslations } from "next-intl";
import { inLocale, type LocalText } from "@/domain/text";

/** What a part of a scenario is called in the reader's language; by its id until it has a name. */
export function useCalled(): (name: LocalText, id: string) => string {
  const t = useTranslations("scenarios");
  const locale = useLocale();
  return useCallback((name, id) => inLocale(name, locale).trim() || t("unwrittenName", { id }), [locale, t]);
}
