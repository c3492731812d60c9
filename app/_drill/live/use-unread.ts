"use client";

import { useState } from "react";

/** How many of a growing list have come in since it was last in sight. */
export function useUnread(total: number, inSight: boolean): number {
  const [seen, setSeen] = useState(total);
  if (inSight && seen !== total) setSeen(total);
  return inSight ? 0 : Math.max(0, total - seen);
}
