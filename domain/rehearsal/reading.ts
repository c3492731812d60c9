import type { SideSetting, SideView } from "@/domain/view/schema";

/** What a gauge shows now, as anybody can read it off the meter. */
export function gaugeNow(gauge: SideSetting["gauges"][number], view: SideView, nowMs: number): number {
  const seen = view.gauges.find((candidate) => candidate.id === gauge.id);
  if (!seen) return gauge.min;
  const value = seen.value + (seen.ratePerMin * Math.max(0, nowMs - seen.atMs)) / 60_000;
  return Math.min(gauge.max, Math.max(gauge.min, value));
}
