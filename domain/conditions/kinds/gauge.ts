import { z } from "zod";
import { say } from "@/domain/words/said";
import { ref } from "@/domain/reference";
import { omitted } from "@/domain/conditions/absence";
import { Compare, Value } from "@/domain/conditions/fields";
import { leaf } from "@/domain/conditions/leaf";
import { evidenceOf, union, type Span } from "@/domain/conditions/spans";
import type { Cast, World } from "@/domain/conditions/world";

const Gauge = z.strictObject({
  op: z.literal("gauge"),
  gaugeId: ref("gauge"),
  compare: Compare,
  value: Value,
});

/** A gauge stands at so much or beyond. */
export const gauge = leaf(Gauge)({
  spans: (asked, world, cast) => gaugeSpans(world, cast, asked),
  sentence: ({ gaugeId, compare, value }, name) =>
    say("conditions.gauge", {
      gauge: name("gauge", gaugeId),
      compare: compare === ">=" ? "≥" : "≤",
      value,
    }),
  earliestMs: ({ gaugeId, compare, value }, times) => times.gaugeMs(gaugeId, compare, value),
  absence: ({ gaugeId, compare }, { side, failed, goodEnd }) => {
    // What is good for the responder comes of its work, and what is bad of the other side's or of nobody's.
    const isGood = (goodEnd(gaugeId) === "high") === (compare === ">=");
    return isGood === (side === "responder") ? omitted() : failed;
  },
  shown: ({ gaugeId }, log, name) => {
    const found = log.gauges.find(({ id }) => id === gaugeId);
    if (!found) return [];
    const value = String(Math.round(found.value * 10) / 10);
    const text = say("conditions.shown.gauge", { gauge: name("gauge", gaugeId), value });
    return [{ text, atMs: found.atMs }];
  },
  fresh: ({ first, maxOf }) => {
    const gaugeId = first("gauge");
    return gaugeId === undefined ? null : { op: "gauge", gaugeId, compare: ">=", value: maxOf(gaugeId) };
  },
});

function gaugeSpans(world: World, cast: Cast, asked: z.infer<typeof Gauge>): Span[] {
  const gauge = cast.gauges.get(asked.gaugeId);
  const segments = world.gauges[asked.gaugeId];
  if (!gauge || !segments) return [];
  const value = asked.value;
  const up = asked.compare === ">=";
  return union(
    segments.flatMap((segment, i) => {
      const endMs = segments[i + 1]?.atMs ?? Infinity;
      const perMs = segment.ratePerMin / 60_000;
      const holdsAtStart = up ? segment.value >= value : segment.value <= value;
      const reachable = up ? value <= gauge.max : value >= gauge.min;
      const crossesMs = perMs === 0 ? Infinity : segment.atMs + (value - segment.value) / perMs;
      const towards = up ? perMs > 0 : perMs < 0;
      const away = up ? perMs < 0 : perMs > 0;
      const span = (fromMs: number, toMs: number) =>
        fromMs < toMs ? [{ fromMs, toMs, evidence: evidenceOf(segment) }] : [];
      if (holdsAtStart) {
        // Moving away it stops holding just after the crossing, unless the bound lies on the near side.
        const leaves = away && (up ? value > gauge.min : value < gauge.max);
        return span(segment.atMs, leaves ? Math.min(endMs, Math.floor(crossesMs) + 1) : endMs);
      }
      return towards && reachable && crossesMs < endMs ? span(Math.ceil(crossesMs), endMs) : [];
    }),
  );
}
