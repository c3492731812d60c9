"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { deviceMs } from "@/app/_ui/device-clock";
import { giveFile } from "@/app/_ui/give-file";
import { personNameIn } from "@/domain/account/schema";
import { csvOf } from "@/domain/csv";
import { useActionText } from "./action-text";
import { clockText } from "./audit-filter";

type Entry = RouterOutputs["audit"]["export"][number];

/** Hands entries of the trail over as a file for spreadsheets, in the words of the screen. */
export function useAuditFile() {
  const t = useTranslations("admin.audit");
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const actionText = useActionText();
  return (entries: readonly Entry[]) => {
    const head = ["#", `${t("when")} (${timeZone})`, t("actor"), t("action"), t("result"), t("object")];
    const rows = entries.map((entry) => [
      entry.position,
      clockText(entry.atMs, timeZone),
      personNameIn({ name: entry.actorName, latinName: entry.actorLatinName }, locale) || t("stranger"),
      actionText.action(entry.action),
      t(`results.${entry.result}`),
      personNameIn({ name: entry.objectName ?? "", latinName: entry.objectLatinName }, locale),
      actionText.detail(entry.detail).join("\n"),
      entry.address ?? "",
      entry.hash,
    ]);
    const text = csvOf([[...head, t("detail"), t("address"), t("hash")], ...rows]);
    giveFile(`audit-${clockText(deviceMs(), timeZone).split(" ")[0]}.csv`, text, "text/csv;charset=utf-8");
  };
}
