import type { ReplaySides } from "@/domain/review/schema";

export type ReplaySide = ReplaySides["sides"][number];

/** How far an arrow key moves, in ms of drill time. */
export const STEP_MS = 10_000;

export function keyOf({ lane, side }: Pick<ReplaySide, "lane" | "side">): string {
  return `${lane}-${side}`;
}

/** Whose view the address asks for; the first one where it names none that there is. */
export function sideFrom(
  sides: readonly ReplaySide[],
  params: Pick<URLSearchParams, "get">,
): ReplaySide | null {
  const named = `${params.get("lane")}-${params.get("side")}`;
  return sides.find((one) => keyOf(one) === named) ?? sides[0] ?? null;
}

/** The moment the address asks for, in ms of drill time, no later than the end. */
export function momentFrom(params: Pick<URLSearchParams, "get">, lengthMs: number): number {
  const seconds = Number(params.get("at") ?? 0);
  return within(Number.isFinite(seconds) ? seconds * 1_000 : 0, lengthMs);
}

export function within(atMs: number, lengthMs: number): number {
  return Math.min(Math.max(0, atMs), lengthMs);
}

/** The next moment after, or the last before, at which something happened; null when there is none. */
export function neighbour(moments: readonly number[], atMs: number, direction: 1 | -1): number | null {
  // The address and the clock know whole seconds: what happened within the one shown is not another moment.
  const second = (ms: number) => Math.floor(ms / 1_000) * 1_000;
  const others = moments.filter((ms) => (second(ms) - second(atMs)) * direction > 0).map(second);
  if (others.length === 0) return null;
  return direction === 1 ? Math.min(...others) : Math.max(...others);
}
