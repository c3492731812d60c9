"use client";

import { useNow } from "next-intl";
import { useMomentText } from "./moment";
import { useAgoText } from "./use-ago-text";

/** "3 minutes ago", kept up by itself; the exact time on hover. Takes Unix time in ms. */
export function RelativeTime({ atMs }: { atMs: number }) {
  const text = useMomentText();
  const ago = useAgoText();
  const now = useNow({ updateInterval: 30_000 });
  const at = new Date(atMs);
  // "Now" has moved on between the server's drawing and the browser's.
  return (
    <time suppressHydrationWarning dateTime={at.toISOString()} title={text(atMs, "date-time")}>
      {ago(now.getTime() - atMs)}
    </time>
  );
}
