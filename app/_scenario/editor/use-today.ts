"use client";

import { useNow, useTimeZone } from "next-intl";
import { wallTimeAt } from "@/app/_i18n/zoned-time";

/** The day at the place where the drills are, "2026-11-23". */
export function useToday(): string {
  const timeZone = useTimeZone() ?? "UTC";
  return wallTimeAt(useNow().getTime(), timeZone).slice(0, "2026-11-23".length);
}
