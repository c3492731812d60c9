"use client";

import { useLocale, useTranslations } from "next-intl";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { languageOf, LOCALES } from "@/domain/locales";
import { useAppearance } from "./appearance";
import styles from "./appearance-switches.module.css";
import { THEMES } from "./theme";

/** Language and theme in the open, for pages without the account menu. */
export function AppearanceSwitches() {
  const t = useTranslations("shell");
  const locale = useLocale();
  const { theme, setTheme, setLocale } = useAppearance();
  return (
    <div className={styles.switches}>
      <SegmentedControl
        label={t("language.label")}
        size="small"
        value={locale}
        onValueChange={setLocale}
        options={LOCALES.map((value) => ({ value, label: languageOf(value).name }))}
      />
      <SegmentedControl
        label={t("theme.label")}
        size="small"
        value={theme}
        onValueChange={setTheme}
        options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
      />
    </div>
  );
}
