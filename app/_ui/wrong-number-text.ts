"use client";

import { useTranslations } from "next-intl";
import type { WrongNumber } from "./typed-number";

/** Says in the reader's language why a typed number cannot be taken over. */
export function useWrongNumberText(): (wrong: WrongNumber) => string {
  const t = useTranslations("common.typed");
  return (wrong) => {
    switch (wrong.key) {
      case "number":
        return t("number");
      case "numberMissing":
        return t("numberMissing");
      case "numberWhole":
        return t("numberWhole");
      case "numberDecimals":
        return t("numberDecimals", { decimals: wrong.decimals });
      case "numberFrom":
        return t("numberFrom", { min: wrong.min });
      case "numberTo":
        return t("numberTo", { max: wrong.max });
      case "numberBetween":
        return t("numberBetween", { min: wrong.min, max: wrong.max });
    }
  };
}
