import type { Rate } from "./schema";

/**
 * The drill clock as its events tell it: at wall instant `sinceWallMs` it showed
 * `atMs`, and since then it has run at `rate`. Nothing ticks; the time at any
 * instant is computed.
 */
export type Clock = {
  /** 0: paused. */
  rate: 0 | Rate;
  /** The rate it takes up again after a pause. */
  resumeRate: Rate;
  /** Drill time in ms since StartEx. */
  atMs: number;
  /** Unix time in ms. */
  sinceWallMs: number;
};

/** Drill time in whole ms at a wall instant. Never earlier than the clock's own start. */
export function drillTimeAt(clock: Clock, wallMs: number): number {
  return Math.floor(clock.atMs + clock.rate * Math.max(0, wallMs - clock.sinceWallMs));
}

/** The wall instant at which the clock will show `atMs`; null while it is paused. */
export function wallTimeAt(clock: Clock, atMs: number): number | null {
  if (clock.rate === 0) return null;
  return Math.ceil(clock.sinceWallMs + Math.max(0, atMs - clock.atMs) / clock.rate);
}
