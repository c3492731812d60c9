"use client";

import { useCallback } from "react";
import { useTelling } from "./use-telling";

/**
 * Writes a length of time in words: "3 分 20 秒", "3 min 20 s", "1 小时 5 分". Takes milliseconds.
 * A clock that runs, and a moment it counts, are figures instead (app/_drill/marks/clock-text.ts).
 */
export function useDurationText(): (ms: number) => string {
  const tell = useTelling();
  return useCallback((ms: number) => tell({ lengthMs: Math.abs(ms) }), [tell]);
}
