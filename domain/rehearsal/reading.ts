import { atlasOf, junctionOf, metresBetween } from "@/domain/ground/atlas";
import { pointAlong, routeBetween } from "@/domain/ground/routing";
import type { LonLat } from "@/domain/ground/schema";
import type { IncidentSeen, SideSetting, SideView, UnitSeen } from "@/domain/view/schema";

/** What a gauge shows now, as anybody can read it off the meter. */
export function gaugeNow(gauge: SideSetting["gauges"][number], view: SideView, nowMs: number): number {
  const seen = view.gauges.find((candidate) => candidate.id === gauge.id);
  if (!seen) return gauge.min;
  const value = seen.value + (seen.ratePerMin * Math.max(0, nowMs - seen.atMs)) / 60_000;
  return Math.min(gauge.max, Math.max(gauge.min, value));
}

/** Where a unit is at a drill time: at its post, or on its way. */
export function unitPosition(unit: UnitSeen, nowMs: number): LonLat | null {
  if (!unit.leg) return unit.at;
  const { path, departsAtMs, arrivesAtMs } = unit.leg;
  return pointAlong(path, (nowMs - departsAtMs) / Math.max(1, arrivesAtMs - departsAtMs));
}

export type NearUnit = { id: string; branch: string; /** ms by road or water. */ travelMs: number };

/** Units that are free and can get there, the soonest first. */
export function nearestUnits(
  setting: SideSetting,
  view: SideView,
  incident: IncidentSeen,
  nowMs: number,
): NearUnit[] {
  const { ground } = setting;
  const door = junctionOf(atlasOf(ground), incident.place.id);
  if (door === null) return [];
  return view.units
    .filter((unit) => unit.status === "idle" || unit.status === "returning")
    .flatMap((unit) => {
      const known = setting.units.find((candidate) => candidate.id === unit.id);
      const at = unitPosition(unit, nowMs);
      const from = at ? nearestJunction(setting, at) : null;
      const route = known && from ? routeBetween(ground, known.vehicle, from, door) : null;
      return known && route ? [{ id: unit.id, branch: known.branch, travelMs: route.durationMs }] : [];
    })
    .sort((a, b) => a.travelMs - b.travelMs);
}

function nearestJunction(setting: SideSetting, at: LonLat): string | null {
  let best: { id: string; metres: number } | null = null;
  for (const [id, point] of atlasOf(setting.ground).junctions) {
    const metres = metresBetween(point, at);
    if (!best || metres < best.metres) best = { id, metres };
  }
  return best?.id ?? null;
}
