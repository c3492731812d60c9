"use client";

import { useMemo } from "react";
import { useLocale, useMessages } from "next-intl";
import type { Saying } from "@/domain/words/said";
import { tellingIn } from "@/domain/words/telling";

/**
 * Tells what the rules say in the reader's language. The page has to carry the namespaces of the sentences
 * (`ClientMessages`); units are in every page.
 */
export function useTelling(): (what: Saying) => string {
  const locale = useLocale();
  const messages = useMessages();
  return useMemo(() => tellingIn(locale, messages), [locale, messages]);
}
