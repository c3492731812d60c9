"use client";

import { useTranslations } from "next-intl";
import { useAppearance } from "@/app/_shell/appearance";
import { THEMES } from "@/app/_shell/theme";
import { PageHeader } from "@/app/_ui/page-header";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { FieldParts } from "./field-parts";
import { useForcedStates } from "./forced-states";
import { PressedParts } from "./pressed-parts";
import { SaidParts } from "./said-parts";
import { WindowParts } from "./window-parts";

/** Every part of app/_ui in all its states; a test asks for each file. */
export function PartsScreen() {
  const t = useTranslations("parts");
  const { theme, setTheme } = useAppearance();
  useForcedStates();
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <SegmentedControl
            label={t("theme.label")}
            value={theme}
            onValueChange={setTheme}
            options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          />
        }
      />
      <PressedParts />
      <FieldParts />
      <SaidParts />
      <WindowParts />
    </>
  );
}
