import type { Gauge } from "@/domain/scenario/schema";
import type { DrillEvent } from "./schema";
import type { Moment } from "@/domain/conditions/world";
import type { GaugeSegment } from "./state";

type GaugeChanged = Extract<DrillEvent, { type: "GaugeChanged" }>;

/** The value of a segment at a drill time in ms: closed form, clamped to the gauge's bounds. */
export function valueAt(segment: GaugeSegment, gauge: Gauge, atMs: number): number {
  const value = segment.value + (segment.ratePerMin * Math.max(0, atMs - segment.atMs)) / 60_000;
  return clamped(gauge, value);
}

/** How a gauge goes on after an effect on it: set first, then added to, clamped to its bounds. */
export function changed(
  segment: GaugeSegment,
  gauge: Gauge,
  change: NonNullable<GaugeChanged["change"]>,
  atMs: number,
): { value: number; ratePerMin: number } {
  const value = (change.set ?? valueAt(segment, gauge, atMs)) + (change.add ?? 0);
  return { value: clamped(gauge, value), ratePerMin: change.ratePerMin ?? segment.ratePerMin };
}

/**
 * The segment an event begins. It follows from the segment before it, not from what the event computed when
 * it was decided: something that happened earlier may have been recorded since.
 */
export function segmentAfter(
  before: GaugeSegment | undefined,
  gauge: Gauge | undefined,
  event: GaugeChanged,
  moment: Moment,
): GaugeSegment {
  const { change, value, ratePerMin } = event;
  return before && gauge && change
    ? { ...moment, ...changed(before, gauge, change, moment.atMs) }
    : { ...moment, value, ratePerMin };
}

function clamped(gauge: Gauge, value: number): number {
  return Math.min(gauge.max, Math.max(gauge.min, value));
}

/** The segment of a gauge that holds at a drill time; the last one before any. */
export function segmentAt(
  lane: { gauges: Readonly<Record<string, readonly GaugeSegment[]>> },
  gaugeId: string,
  atMs: number,
): GaugeSegment | undefined {
  return lane.gauges[gaugeId]?.findLast((s) => s.atMs <= atMs) ?? lane.gauges[gaugeId]?.at(-1);
}
