"use client";

import { useFormatter, useNow } from "next-intl";

/** "3 minutes ago", kept up by itself; the exact time on hover. Takes Unix time in ms. */
export function RelativeTime({ atMs }: { atMs: number }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const at = new Date(atMs);
  // "Now" has moved on between the server's drawing and the browser's.
  return (
    <time suppressHydrationWarning dateTime={at.toISOString()} title={format.dateTime(at, "date-time")}>
      {format.relativeTime(at, now)}
    </time>
  );
}
