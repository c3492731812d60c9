"use client";

import { FileDown } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Menu, MenuItem } from "@/app/_ui/menu";

/** The report of a drill, its scores and its log as files, in the reader's language. */
export function FilesMenu({ drillId, mayTakeLog }: { drillId: string; mayTakeLog: boolean }) {
  const t = useTranslations("review.files");
  const locale = useLocale();
  const files = [
    ["official", "official.docx"],
    ["plain", "report.docx"],
    ["xlsx", "scores.xlsx"],
    ["csv", "scores.csv"],
    ...(mayTakeLog ? ([["json", "drill.json"]] as const) : []),
  ] as const;
  return (
    <Menu
      trigger={
        <Button variant="quiet" icon={<FileDown aria-hidden="true" />}>
          {t("button")}
        </Button>
      }
    >
      {files.map(([key, file]) => (
        // Sent to be kept, so the page stays.
        <MenuItem
          key={file}
          onSelect={() => window.location.assign(`/api/reports/${drillId}/${locale}/${file}`)}
        >
          {t(key)}
        </MenuItem>
      ))}
    </Menu>
  );
}
