"use client";

import { useLocale, useTranslations } from "next-intl";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { giveFile } from "@/app/_ui/give-file";
import { useTelling } from "@/app/_ui/use-telling";
import { sentenceOf } from "@/domain/conditions/sentence";
import { csvOf } from "@/domain/csv";
import { COLUMNS } from "@/domain/exchange/columns";
import { writtenOut } from "@/domain/exchange/written-out";
import { writingOf } from "@/domain/locales";
import type { Inject } from "@/domain/scenario/schema";
import { inLocale } from "@/domain/text";
import { useEditor } from "./editor-context";

/** Gives the MSEL out as a table that spreadsheets open, and that is understood when it is imported again. */
export function useMselFile(): () => void {
  const t = useTranslations("scenarios");
  const tell = useTelling();
  const locale = writingOf(useLocale());
  const { scenario, nameOf } = useEditor();

  const when = (trigger: Inject["trigger"]): string => {
    switch (trigger.on) {
      case "time":
        return drillMoment(trigger.atMs);
      case "hand":
        return "";
      case "after": {
        const name = nameOf("inject", trigger.injectId);
        return t("trigger.afterName", { name: name ? tell(name) : trigger.injectId });
      }
      case "condition":
        return tell(sentenceOf(trigger.when, nameOf));
    }
  };
  return () => {
    const rows = writtenOut(
      scenario,
      {
        column: Object.fromEntries(COLUMNS.map((column) => [column, t(`import.column.${column}`)])) as Record<
          (typeof COLUMNS)[number],
          string
        >,
        kind: (kind) => t(`injectKind.${kind}`),
        audience: (audience) => t(`audience.${audience}`),
        action: (id) => {
          const name = nameOf("action", id);
          return name ? tell(name) : id;
        },
        when,
      },
      locale,
    );
    const name = inLocale(scenario.title, locale) || t("untitled");
    giveFile(`${name}.csv`, csvOf(rows), "text/csv;charset=utf-8");
  };
}
