"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";

export function PrintButton() {
  const t = useTranslations("common");
  return (
    <Button variant="quiet" icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
      {t("action.print")}
    </Button>
  );
}
