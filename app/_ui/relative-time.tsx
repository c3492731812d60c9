"use client";

import { useFormatter, useNow } from "next-intl";
import { useMomentText } from "./moment";

/** "3 minutes ago", kept up by itself; the exact time on hover. Takes Unix time in ms. */
export function RelativeTime({ atMs }: { atMs: number }) {
  const format = useFormatter();
  const text = useMomentText();
  const now = useNow({ updateInterval: 30_000 });
  const at = new Date(atMs);
  // "Now" has moved on between the server's drawing and the browser's.
  return (
    <time suppressHydrationWarning dateTime={at.toISOString()} title={text(atMs, "date-time")}>
      {format.relativeTime(at, now)}
    </time>
  );
}
