"use client";

import { useEffect, useState } from "react";
import { drillTimeAt, type Clock } from "@/domain/drill/clock";
import { deviceMs } from "@/app/_ui/device-clock";

/** The part of a drill's clock that tells the time. */
export type RunningClock = Pick<Clock, "rate" | "atMs" | "sinceWallMs">;

/**
 * Drill time now, in whole drill seconds expressed as ms, kept up without asking the server.
 *
 * @param serverOffsetMs Server wall clock minus `deviceMs`, so that every screen shows the same second.
 */
export function useDrillTime(clock: RunningClock, serverOffsetMs: number): number {
  const { rate, atMs, sinceWallMs } = clock;
  const [now, setNow] = useState(() => wholeSecond(clock, serverOffsetMs));

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    function tick() {
      const wallMs = deviceMs() + serverOffsetMs;
      const drillMs = drillTimeAt({ rate, atMs, sinceWallMs, resumeRate: 1 }, wallMs);
      setNow(Math.floor(drillMs / 1_000) * 1_000);
      if (rate === 0) return;
      // Wakes at the next full drill second, so that the figures change when the second does; at 60x ten
      // times a second is all an eye can follow.
      timer = setTimeout(tick, Math.max(100, (1_000 - (drillMs % 1_000)) / rate + 5));
    }
    tick();
    // A tab in the background is slowed down by the browser; be right at once when it comes back.
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [rate, atMs, sinceWallMs, serverOffsetMs]);

  return now;
}

function wholeSecond(clock: RunningClock, serverOffsetMs: number): number {
  const drillMs = drillTimeAt({ ...clock, resumeRate: 1 }, deviceMs() + serverOffsetMs);
  return Math.floor(drillMs / 1_000) * 1_000;
}
