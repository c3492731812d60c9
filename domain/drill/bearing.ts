import { pointAlong } from "@/domain/ground/routing";
import type { LonLat } from "@/domain/ground/schema";

/** Where somebody on a way is heading at a share of it, in degrees from north by east; null where the way has no length. */
export function headingAt(path: readonly LonLat[], share: number): number | null {
  const [from, to] = [
    pointAlong([...path], Math.max(0, share)),
    pointAlong([...path], Math.min(1, share + 0.05)),
  ];
  return bearing(from, to);
}

/** The bearing of one point from another, in degrees from north by east, 0 to 359; null where they are one. */
export function bearing(from: LonLat, to: LonLat): number | null {
  const east = (to[0] - from[0]) * Math.cos((from[1] * Math.PI) / 180);
  const north = to[1] - from[1];
  if (east === 0 && north === 0) return null;
  return (Math.round((Math.atan2(east, north) * 180) / Math.PI) + 360) % 360;
}
