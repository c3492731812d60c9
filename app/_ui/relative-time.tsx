"use client";

import { useFormatter, useNow } from "next-intl";

/** "3 minutes ago", kept up by itself; the exact time on hover. Takes Unix time in ms. */
export function RelativeTime({ atMs }: { atMs: number }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const at = new Date(atMs);
  return (
    <time dateTime={at.toISOString()} title={format.dateTime(at, { dateStyle: "long", timeStyle: "short" })}>
      {format.relativeTime(at, now)}
    </time>
  );
}
