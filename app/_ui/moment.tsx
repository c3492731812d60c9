"use client";

import { useFormatter } from "next-intl";

const STYLES = {
  date: { year: "numeric", month: "short", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", hour12: false },
  "date-time": {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  },
} as const;

/** A calendar moment in the reader's language and the server's time zone. Takes Unix time in ms. */
export function Moment({ atMs, show = "date-time" }: { atMs: number; show?: keyof typeof STYLES }) {
  const format = useFormatter();
  const at = new Date(atMs);
  return <time dateTime={at.toISOString()}>{format.dateTime(at, STYLES[show])}</time>;
}
