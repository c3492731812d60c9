"use client";

import { useFormatter } from "next-intl";
import type { FORMATS } from "@/app/_i18n/formats";

/** A calendar moment in the reader's language and the server's time zone. Takes Unix time in ms. */
export function Moment({ atMs, show = "date-time" }: { atMs: number; show?: keyof typeof FORMATS.dateTime }) {
  const format = useFormatter();
  const at = new Date(atMs);
  return <time dateTime={at.toISOString()}>{format.dateTime(at, show)}</time>;
}
