import { junctionOf } from "@/domain/ground/atlas";
import { routeBetween } from "@/domain/ground/routing";
import type { Unit } from "@/domain/scenario/schema";
import type { Context } from "./context";

/**
 * The quickest way of any of these crews to a place in free flow, in ms; null where none of them can get there, and
 * undefined where the ground does not say where they stand or where the place is.
 */
export function quickestMs(
  { ground, atlas }: Context,
  units: readonly Unit[],
  placeId: string,
): number | null | undefined {
  const to = atlas ? junctionOf(atlas, placeId) : null;
  if (!ground || !atlas || to === null) return undefined;
  let quickest: number | null | undefined;
  // Crews of one station with the same vehicle take the same way.
  for (const way of new Set(units.map(({ stationId, vehicle }) => `${vehicle} ${stationId}`))) {
    const unit = units.find(({ stationId, vehicle }) => `${vehicle} ${stationId}` === way);
    const from = unit && atlas.stations.get(unit.stationId)?.properties.junction;
    if (!unit || from === undefined) continue;
    const ms = routeBetween(ground, unit.vehicle, from, to)?.durationMs;
    if (ms === undefined) quickest ??= null;
    else quickest = Math.min(quickest ?? Infinity, ms);
  }
  return quickest;
}
