import type { Mark } from "./terms";
import { actionOf, type Moment, type World } from "./world";

/** A stretch of drill time in which a condition holds, and the events that made it so. */
export type Span = {
  fromMs: number;
  /** Exclusive; Infinity while nothing ends it. */ toMs: number;
  evidence: number[];
};

/** The span that holds at a moment; null when the condition does not hold then. */
export function holdsAt(spans: readonly Span[], atMs: number): Span | null {
  return spans.find((span) => span.fromMs <= atMs && atMs < span.toMs) ?? null;
}

/** When a mark was reached; null when it has not been. Position 0 stands for StartEx. */
export function momentOf(mark: Mark, world: World): Moment | null {
  switch (mark.mark) {
    case "start":
      return { atMs: 0, position: 0 };
    case "incident":
      return statusReached(world, mark.incidentId, mark.status);
    case "inject":
      return world.injects[mark.injectId]?.delivered ?? null;
    case "action": {
      const no = world.succeeded[mark.actionId]?.find(
        (no) => mark.incidentId === undefined || actionOf(world, no)?.target.incidentId === mark.incidentId,
      );
      return no === undefined ? null : (actionOf(world, no)?.completed ?? null);
    }
  }
}

/** When an incident first reached a stage, in itself or in the incident it was merged into. */
export function statusReached(world: World, incidentId: string, status: string): Moment | null {
  const incident = world.incidents[incidentId];
  if (!incident) return null;
  const own = incident.statuses.find((entry) => entry.status === status);
  if (own) return { atMs: own.atMs, position: own.position };
  return incident.mergedInto ? statusReached(world, incident.mergedInto, status) : null;
}

/** In the order of drill time: what was seen first comes first, whenever it was recorded. */
export function isBefore(a: Moment, b: Moment): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.position < b.position);
}

/** Whether work on one incident counts for another: the same, or the one it was merged into. */
export function concerns(world: World, worked: string | undefined, asked: string): boolean {
  return worked !== undefined && (worked === asked || world.incidents[asked]?.mergedInto === worked);
}

/** From a moment on, for good; nothing when it has not come. */
export function since(moment: Moment | null, evidence?: number[]): Span[] {
  return moment ? [{ fromMs: moment.atMs, toMs: Infinity, evidence: evidence ?? evidenceOf(moment) }] : [];
}

/** Position 0 is how things stood at StartEx: no event says so. */
export function evidenceOf(moment: Moment): number[] {
  return moment.position > 0 ? [moment.position] : [];
}

/** Where one of several spans holds: in order, not touching one another. */
export function union(spans: Span[]): Span[] {
  if (spans.length < 2) return spans;
  const sorted = [...spans].sort((a, b) => a.fromMs - b.fromMs || b.toMs - a.toMs);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    // What first made it true is its evidence; what merely kept it true is not.
    if (last && span.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, span.toMs);
    else result.push({ ...span });
  }
  return result;
}

/** Where a span of either holds. Both lists are in order. */
export function intersection(left: readonly Span[], right: readonly Span[]): Span[] {
  const both: Span[] = [];
  for (const a of left) {
    for (const b of right) {
      const fromMs = Math.max(a.fromMs, b.fromMs);
      const toMs = Math.min(a.toMs, b.toMs);
      if (fromMs < toMs) both.push({ fromMs, toMs, evidence: merged(a.evidence, b.evidence) });
    }
  }
  return both.length < 2 ? both : both.sort((a, b) => a.fromMs - b.fromMs);
}

/** Where none of the spans holds, from StartEx on. */
export function complement(spans: Span[]): Span[] {
  const result: Span[] = [];
  let fromMs = 0;
  let evidence: number[] = [];
  for (const span of spans) {
    if (fromMs < span.fromMs) result.push({ fromMs, toMs: span.fromMs, evidence });
    fromMs = span.toMs;
    evidence = span.evidence;
  }
  if (fromMs < Infinity) result.push({ fromMs, toMs: Infinity, evidence });
  return result;
}

function merged(a: number[], b: number[]): number[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}
