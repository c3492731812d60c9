"use client";

import { useFormatter, useTimeZone } from "next-intl";
import type { FORMATS } from "@/app/_i18n/formats";
import { zoneName } from "@/app/_i18n/zoned-time";

/**
 * A calendar moment in the reader's language and the installation's time zone, which is named beside every time of
 * day. Takes Unix time in ms.
 */
export function Moment({ atMs, show = "date-time" }: { atMs: number; show?: keyof typeof FORMATS.dateTime }) {
  const text = useMomentText();
  return <time dateTime={new Date(atMs).toISOString()}>{text(atMs, show)}</time>;
}

/** The same for a sentence. */
export function useMomentText(): (atMs: number, show: keyof typeof FORMATS.dateTime) => string {
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  return (atMs, show) => {
    const said = format.dateTime(new Date(atMs), show);
    return show === "date" ? said : `${said} ${zoneName(timeZone, atMs)}`;
  };
}
