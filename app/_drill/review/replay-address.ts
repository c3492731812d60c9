import type { Side } from "@/domain/conditions/terms";

/** Whose view of a drill is looked at, and of which moment, in ms of drill time. */
export type ReplayPoint = { lane: number; side: Side; atMs: number };

/** Where a side's view at a moment of a drill is shown. */
export function replayAddress(drillId: string, { lane, side, atMs }: ReplayPoint): string {
  return `/drills/${drillId}/review/replay?lane=${lane}&side=${side}&at=${Math.floor(atMs / 1_000)}`;
}
