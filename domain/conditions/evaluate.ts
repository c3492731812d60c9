import type { Condition, Mark, Side } from "./schema";
import { actionOf, type Cast, type Moment, type World, type WorldAction } from "./world";

/** A stretch of drill time in which a condition holds, and the events that made it so. */
export type Span = {
  fromMs: number;
  /** Exclusive; Infinity while nothing ends it. */ toMs: number;
  evidence: number[];
};

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
    case "clock":
      return [{ fromMs: condition.atLeastMs, toMs: Infinity, evidence: [] }];
    case "inject-delivered":
      return since(world.injects[condition.injectId]?.delivered ?? null);
    case "action-done": {
      const needed = condition.atLeast ?? 1;
      const done = actionsDone(world, cast, condition, needed);
      const nth = done[needed - 1];
      return nth
        ? since(
            nth,
            done.map((moment) => moment.position),
          )
        : [];
    }
    case "unit-on-scene":
      return onScene(world, cast, condition);
    case "gauge":
      return gaugeSpans(world, cast, condition);
    case "fact-known":
      return since(world.facts[condition.factId]?.[condition.side] ?? null);
    case "incident-status":
      return since(statusReached(world, condition.incidentId, condition.reached));
    case "time-since": {
      const moment = momentOf(condition.mark, world);
      return moment
        ? [{ fromMs: moment.atMs + condition.atLeastMs, toMs: Infinity, evidence: evidenceOf(moment) }]
        : [];
    }
    case "ruling-was":
      return since(ruled(world, condition));
    case "actor-status":
      return actorSpans(world, condition);
    case "noticed":
      return since(noticedBy(world, condition));
    case "read-back": {
      const given = readBacks(world, condition.side, condition.withinMs).slice(0, condition.atLeast ?? 1);
      const last = given.length < (condition.atLeast ?? 1) ? undefined : given.at(-1);
      return last
        ? [{ fromMs: last.atMs, toMs: Infinity, evidence: given.map(({ position }) => position) }]
        : [];
    }
    case "agency-arrived":
      return since(world.agencies[condition.agencyId]?.arrived ?? null);
    case "decision-was": {
      const taken = world.decisions[condition.decisionId]?.taken;
      return since(taken?.optionId === condition.optionId ? taken : null);
    }
  }
}

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

type Leaf<O extends Condition["op"]> = Extract<Condition, { op: O }>;

/** When an action was done in the way a condition asks for, the first so many times. */
function actionsDone(world: World, cast: Cast, condition: Leaf<"action-done">, needed: number): Moment[] {
  const done: Moment[] = [];
  for (const no of world.succeeded[condition.actionId] ?? []) {
    const action = actionOf(world, no);
    if (!action?.completed || !fits(action, world, cast, condition)) continue;
    done.push(action.completed);
    if (done.length === needed) break;
  }
  return done;
}

function fits(action: WorldAction, world: World, cast: Cast, condition: Leaf<"action-done">): boolean {
  return (
    (condition.incidentId === undefined || concerns(world, action.target.incidentId, condition.incidentId)) &&
    (condition.targetId === undefined || action.target.targetId === condition.targetId) &&
    (condition.branch === undefined ||
      action.unitIds.some((id) => cast.units.get(id)?.branch === condition.branch))
  );
}

/** The first time a side noticed an actor, or an action of the other side. */
function noticedBy(world: World, { side, actionId, actorId }: Leaf<"noticed">): Moment | null {
  const found = world.noticed[side].find(({ what }) =>
    what.kind === "actor"
      ? actionId === undefined && (actorId === undefined || what.id === actorId)
      : what.kind === "action" &&
        actorId === undefined &&
        (actionId === undefined || actionOf(world, what.no)?.actionId === actionId),
  );
  return found ?? null;
}

/** When a ruling first said so. What staff saw of an action on the street needs no ruling: it settles it. */
function ruled(world: World, { actionId, outcome }: Leaf<"ruling-was">): Moment | null {
  let earliest: Moment | null = null;
  for (const action of world.actions) {
    if (action.actionId !== actionId) continue;
    const ruling = action.ruling ?? (action.recorded ? action.completed : null);
    if (ruling?.outcome === outcome && (!earliest || isBefore(ruling, earliest))) earliest = ruling;
  }
  return earliest;
}

/** In the order of drill time: what was seen first comes first, whenever it was recorded. */
function isBefore(a: Moment, b: Moment): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.position < b.position);
}

/** Whether work on one incident counts for another: the same, or the one it was merged into. */
function concerns(world: World, worked: string | undefined, asked: string): boolean {
  return worked !== undefined && (worked === asked || world.incidents[asked]?.mergedInto === worked);
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

function onScene(world: World, cast: Cast, condition: Leaf<"unit-on-scene">): Span[] {
  const needed = condition.atLeast ?? 1;
  const visits: { fromMs: number; toMs: number; position: number }[] = [];
  for (const id in world.units) {
    if (condition.branch !== undefined && cast.units.get(id)?.branch !== condition.branch) continue;
    for (const { incidentId, fromMs, toMs, position } of world.units[id]?.visits ?? []) {
      if (concerns(world, incidentId, condition.incidentId)) {
        visits.push({ fromMs, toMs: toMs ?? Infinity, position });
      }
    }
  }
  if (visits.length < needed) return [];
  visits.sort((a, b) => a.fromMs - b.fromMs);
  const edges = [...new Set(visits.flatMap((v) => [v.fromMs, v.toMs]))].sort((a, b) => a - b);

  const spans: Span[] = [];
  let there: typeof visits = [];
  let next = 0;
  for (const [i, fromMs] of edges.entries()) {
    for (let visit = visits[next]; visit && visit.fromMs <= fromMs; visit = visits[++next]) {
      there.push(visit);
    }
    there = there.filter((visit) => visit.toMs > fromMs);
    const toMs = edges[i + 1];
    if (toMs === undefined || there.length < needed) continue;
    const evidence = there.map((v) => v.position).sort((a, b) => a - b);
    spans.push({ fromMs, toMs, evidence: evidence.slice(0, needed) });
  }
  return union(spans);
}

function actorSpans(world: World, { actorId, is }: Leaf<"actor-status">): Span[] {
  const statuses = world.actors[actorId]?.statuses ?? [];
  const spans: Span[] = [];
  for (const [i, status] of statuses.entries()) {
    if (!is.includes(status.status)) continue;
    const toMs = statuses[i + 1]?.atMs ?? Infinity;
    spans.push({ fromMs: status.atMs, toMs, evidence: evidenceOf(status) });
  }
  return union(spans);
}

function gaugeSpans(world: World, cast: Cast, condition: Leaf<"gauge">): Span[] {
  const gauge = cast.gauges.get(condition.gaugeId);
  const segments = world.gauges[condition.gaugeId];
  if (!gauge || !segments) return [];
  const value = condition.value;
  const up = condition.compare === ">=";
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

function since(moment: Moment | null, evidence?: number[]): Span[] {
  return moment ? [{ fromMs: moment.atMs, toMs: Infinity, evidence: evidence ?? evidenceOf(moment) }] : [];
}

/** Position 0 is how things stood at StartEx: no event says so. */
function evidenceOf(moment: Moment): number[] {
  return moment.position > 0 ? [moment.position] : [];
}

function merged(a: number[], b: number[]): number[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

function intersection(left: readonly Span[], right: readonly Span[]): Span[] {
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

function union(spans: Span[]): Span[] {
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

function complement(spans: Span[]): Span[] {
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

/** When messages on a side's net were read back in time, in the order in which they were. */
function readBacks(world: World, side: Side, withinMs: number): Moment[] {
  return world.radio
    .filter((message) => message.side === side)
    .flatMap(({ atMs, readBack }) => (readBack && readBack.atMs - atMs <= withinMs ? [readBack] : []))
    .sort((a, b) => a.position - b.position);
}
