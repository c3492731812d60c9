"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useAppearance } from "@/app/_shell/appearance";
import { THEMES } from "@/app/_shell/theme";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { useToast } from "@/app/_ui/toast";
import { languageOf, LOCALES, writingOf } from "@/domain/locales";
import { Section } from "./section";
import styles from "./section.module.css";

/** Language and look: at once in this browser, and kept with the account for the next one. */
export function Preferences() {
  const t = useTranslations("me.preferences");
  const shell = useTranslations("shell");
  const locale = useLocale();
  const { theme, setTheme, setLocale } = useAppearance();
  const trpc = useTRPC();
  const toast = useToast();
  const errorText = useErrorText();
  const keep = useMutation(
    trpc.me.setPreferences.mutationOptions({
      onError: (error) => toast({ tone: "problem", title: errorText(error) }),
    }),
  );
  return (
    <Section title={t("title")} hint={t("hint")}>
      <div className={styles.choices}>
        <SegmentedControl
          label={shell("language.label")}
          value={writingOf(locale)}
          onValueChange={(chosen) => {
            setLocale(chosen);
            keep.mutate({ locale: chosen });
          }}
          options={LOCALES.map((value) => ({ value, label: languageOf(value).name }))}
        />
        <SegmentedControl
          label={shell("theme.label")}
          value={theme}
          onValueChange={(chosen) => {
            setTheme(chosen);
            keep.mutate({ theme: chosen });
          }}
          options={THEMES.map((value) => ({ value, label: shell(`theme.${value}`) }))}
        />
      </div>
    </Section>
  );
}
