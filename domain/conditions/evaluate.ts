import { kindOf } from "./kinds";
import type { Condition } from "./schema";
import { complement, intersection, union, type Span } from "./spans";
import type { Cast, World } from "./world";

/**
 * Every stretch of drill time in which a condition holds: of the past as it was, and
 * of the future as it will be if nothing else happens. That one answer serves "does it
 * hold now", "since when", "when will it next come true" and "which events say so".
 *
 * @returns Spans in order, not touching one another.
 */
export function spansOf(condition: Condition, world: World, cast: Cast): Span[] {
  switch (condition.op) {
    case "all":
      return spansOfAll(condition.of, world, cast);
    case "any":
      return union(condition.of.flatMap((part) => spansOf(part, world, cast)));
    case "not":
      return complement(spansOf(condition.of, world, cast));
    default:
      return kindOf(condition).spans(condition, world, cast);
  }
}

/** Stops at the first part that leaves nothing: what waits mostly waits for one thing. */
function spansOfAll(parts: readonly Condition[], world: World, cast: Cast): Span[] {
  let spans: Span[] | null = null;
  for (const part of parts) {
    const held = spansOf(part, world, cast);
    spans = spans ? intersection(spans, held) : held;
    if (spans.length === 0) break;
  }
  return spans ?? [];
}
