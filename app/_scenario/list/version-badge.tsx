"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import type { ListedScenario } from "./listed-scenario";

/** Whether drills can run a scenario, and whether its draft has moved on since. */
export function VersionBadge({
  scenario: { latestVersion, changedSince },
}: {
  scenario: Pick<ListedScenario, "latestVersion" | "changedSince">;
}) {
  const t = useTranslations("scenarios");
  if (latestVersion === null) return <Badge tone="risk">{t("unpublished")}</Badge>;
  return (
    <>
      <Badge tone="met">{t("version", { version: latestVersion })}</Badge>
      {changedSince ? <Badge>{t("changedSince")}</Badge> : null}
    </>
  );
}
