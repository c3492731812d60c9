"use client";

import { createContext, useContext, useEffect, useState } from "react";
import { deviceMs } from "@/app/_ui/device-clock";
import { useDrillTime } from "@/app/_drill/marks/use-drill-time";
import { drillTimeAt, type Clock } from "@/domain/drill/clock";
import type { Doing } from "@/domain/drill/held";
import type { Held } from "@/domain/drill/may";
import type { Counted, DrillCommand } from "@/domain/drill/schema";

/** What every part of a live screen may need: the clock, and a way to act. */
export type LiveDrill = {
  drillId: string;
  clock: Clock;
  /** Server wall clock minus `deviceMs`, in ms. */
  serverOffsetMs: number;
  phase: "planned" | "running" | "ended";
  /** Why the players' actions have to wait, and what steers the course; null when they need not. */
  held: Record<Doing, Held | null>;
  /** Whether who looks may ask for that now. */
  may: (type: DrillCommand["type"]) => boolean;
  /** Local time of day at StartEx, "03:10". */
  startsAt: string;
  /** Asks the server; shows its sentence when it refuses. True when it was done. */
  act: (command: DrillCommand) => Promise<boolean>;
};

export const DrillContext = createContext<LiveDrill | null>(null);

export function useLiveDrill(): LiveDrill {
  const drill = useContext(DrillContext);
  if (!drill) throw new Error("live parts need the LiveScreen around them");
  return drill;
}

/** Drill time now, in whole seconds expressed as ms. Renders the calling component once a second: use it in small ones. */
export function useNowMs(): number {
  const { clock, serverOffsetMs } = useLiveDrill();
  return useDrillTime(clock, serverOffsetMs);
}

/** The server's wall clock now, Unix time in ms, as well as it is known here; read again after so many ms. */
export function useServerMs(everyMs: number): number {
  const { serverOffsetMs } = useLiveDrill();
  const [nowMs, setNowMs] = useState(deviceMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(deviceMs()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs + serverOffsetMs;
}

/** Drill time at this very moment, in ms: for what a person presses or types, not for what is drawn. */
export function drillMsNow({ clock, serverOffsetMs }: Pick<LiveDrill, "clock" | "serverOffsetMs">): number {
  return Math.max(0, drillTimeAt(clock, deviceMs() + serverOffsetMs));
}

/** Drill time at this very moment, with the clock it was counted by: for what may be sent long after. */
export function seenNow({ clock, serverOffsetMs }: Pick<LiveDrill, "clock" | "serverOffsetMs">): {
  observedAtMs: number;
  counted: Counted;
} {
  const wallMs = deviceMs() + serverOffsetMs;
  const observedAtMs = Math.max(0, drillTimeAt(clock, wallMs));
  return { observedAtMs, counted: { sinceWallMs: clock.sinceWallMs, wallMs } };
}
