"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import type { WithEarlier } from "./use-earlier";

/** Asks for the entries before the first that is shown; nothing where there are none. */
export function EarlierButton({ of }: { of: Pick<WithEarlier<unknown>, "more" | "loading" | "load"> }) {
  const t = useTranslations("console");
  if (!of.more) return null;
  return (
    <Button
      size="small"
      variant="quiet"
      icon={<History aria-hidden="true" />}
      loading={of.loading}
      onClick={of.load}
    >
      {t("earlier")}
    </Button>
  );
}
