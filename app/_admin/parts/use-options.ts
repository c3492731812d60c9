"use client";

import { useTranslations } from "next-intl";

type Value = "first" | "second" | "third";

/** Three things to choose from, the third with a long name. */
export function useOptions(): { value: Value; label: string }[] {
  const t = useTranslations("parts.sample");
  return [
    { value: "first", label: t("option1") },
    { value: "second", label: t("option2") },
    { value: "third", label: t("option3") },
  ];
}
