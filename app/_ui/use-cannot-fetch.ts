"use client";

import { useCallback } from "react";
import { useTranslations } from "next-intl";
import { useToast } from "./toast";

/** Says that what was asked for could not be fetched because the server cannot be reached. */
export function useCannotFetch(): () => void {
  const t = useTranslations("common");
  const showToast = useToast();
  return useCallback(() => showToast({ tone: "problem", title: t("error.offline") }), [showToast, t]);
}
