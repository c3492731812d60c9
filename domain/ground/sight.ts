import type { LonLat } from "./schema";

const EARTH_RADIUS_M = 6_371_008.8;

/**
 * The share (0 to 1) of a way's length at which it first comes within a range of a point; null when it never does.
 *
 * Works on the plane that touches the Earth at the point, which over the few hundred metres an eye or a camera
 * reaches differs from the sphere by less than a centimetre.
 */
export function firstWithin(path: readonly LonLat[], centre: LonLat, rangeM: number): number | null {
  const points = path.map((point) => onPlane(point, centre));
  const first = points[0];
  if (!first) return null;
  if (Math.hypot(...first) <= rangeM) return 0;
  let before = 0;
  let found: number | null = null;
  for (const [i, to] of points.entries()) {
    const from = points[i - 1];
    if (!from) continue;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (found === null) {
      const enters = entersAt(from, to, length, rangeM);
      if (enters !== null) found = before + enters;
    }
    before += length;
  }
  return found === null || before === 0 ? null : Math.min(1, found / before);
}

/** How far along a straight piece, in metres, it enters the circle around the origin; null when it does not. */
function entersAt(
  from: readonly [number, number],
  to: readonly [number, number],
  length: number,
  rangeM: number,
): number | null {
  if (length === 0) return null;
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const along = -(from[0] * ux + from[1] * uy);
  const aside = from[0] ** 2 + from[1] ** 2 - along ** 2;
  const half = rangeM ** 2 - aside;
  if (half < 0) return null;
  const enters = along - Math.sqrt(half);
  return enters >= 0 && enters <= length ? enters : null;
}

/** Metres east and north of a point. */
function onPlane(point: LonLat, centre: LonLat): [number, number] {
  const rad = Math.PI / 180;
  return [
    (point[0] - centre[0]) * rad * Math.cos(centre[1] * rad) * EARTH_RADIUS_M,
    (point[1] - centre[1]) * rad * EARTH_RADIUS_M,
  ];
}
