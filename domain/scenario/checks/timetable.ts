import type { Effect } from "@/domain/actions/effects";
import type { ActionDefinition } from "@/domain/actions/schema";
import { earliestOf } from "@/domain/conditions/earliest";
import { NEVER, type Timetable } from "@/domain/conditions/timetable";
import { reportsIncident } from "@/domain/scenario/reports";
import type { Gauge, Inject, Scenario } from "@/domain/scenario/schema";

/** What brings an effect about: an inject or an action, by its id. */
type Source = { of: "inject" | "action"; id: string };
type Caused<Kind extends Effect["effect"]> = { source: Source; effect: Extract<Effect, { effect: Kind }> };

/** Moments that are still being worked out: what is in none of the maps is unknown, and no matter of when. */
type Moments = { inject: Map<string, number>; decision: Map<string, number>; action: Map<string, number> };

/**
 * When everything of a scenario can come about at the earliest, by what is written in it.
 *
 * Nothing is taken to come about until something is found that brings it about, so what only waits for itself, directly
 * or in a circle, never does. Earlier moments are taken until no more is found.
 *
 * @param actions What people can do in it, by id.
 */
export function timetableOf(scenario: Scenario, actions: ReadonlyMap<string, ActionDefinition>): Timetable {
  const never = (things: Iterable<{ id: string }>) => new Map([...things].map(({ id }) => [id, NEVER]));
  const moments: Moments = {
    inject: never(scenario.injects),
    decision: never(scenario.decisions),
    action: never(actions.values()),
  };
  const times = timesBy(scenario, actions, moments);
  const all = [
    ...scenario.injects.map(({ id, trigger }) => ({
      in: moments.inject,
      id,
      ms: () => dueMs(trigger, times),
    })),
    ...[...actions.values()].map((action) => ({
      in: moments.action,
      id: action.id,
      ms: () => doneMs(action, scenario, times),
    })),
    ...scenario.decisions.map(({ id, opens }) => ({
      in: moments.decision,
      id,
      ms: () => earliestOf(opens, times),
    })),
  ];
  // Up and down by turns, so that a long chain is followed in one go whichever way it is written.
  for (let changed = true; changed; all.reverse()) {
    changed = false;
    for (const one of all) {
      const ms = one.ms();
      if (ms < (one.in.get(one.id) ?? 0)) {
        one.in.set(one.id, ms);
        changed = true;
      }
    }
  }
  return times;
}

function dueMs(trigger: Inject["trigger"], times: Timetable): number {
  switch (trigger.on) {
    case "time":
      return trigger.atMs;
    case "after":
      return times.injectMs(trigger.injectId) + trigger.delayMs;
    case "condition":
      return earliestOf(trigger.when, times) + trigger.delayMs;
    case "hand":
      return 0;
  }
}

/** When an action can be over: allowed to a side that is played, aimed at something that there is, begun and carried out. */
function doneMs(action: ActionDefinition, scenario: Scenario, times: Timetable): number {
  if (action.side === "opposition" && !scenario.opposed) return NEVER;
  const allowed = action.precondition ? earliestOf(action.precondition, times) : 0;
  return Math.max(allowed, aimMs(action, scenario, times)) + action.durationMs;
}

function aimMs({ target }: ActionDefinition, scenario: Scenario, times: Timetable): number {
  const reported = () => scenario.incidents.map(({ id }) => times.incidentMs(id)).sort((a, b) => a - b);
  switch (target) {
    case "incident":
      return reported()[0] ?? NEVER;
    case "two-incidents":
      return reported()[1] ?? NEVER;
    case "agency":
      return scenario.agencies.length > 0 ? 0 : NEVER;
    case "actor":
    case "actor-to-place":
      return scenario.actors.length > 0 ? 0 : NEVER;
    case "none":
    case "place":
    case "camera":
      return 0;
  }
}

function timesBy(
  scenario: Scenario,
  actions: ReadonlyMap<string, ActionDefinition>,
  moments: Moments,
): Timetable {
  const caused = causedIn(scenario, actions);
  const sourceMs = ({ of, id }: Source) => moments[of].get(id) ?? 0;
  const first = (sources: readonly { source: Source }[]) =>
    Math.min(NEVER, ...sources.map(({ source }) => sourceMs(source)));
  const reporting = groupBy(
    scenario.injects.filter((inject) => reportsIncident(inject, scenario)),
    ({ incidentId }) => incidentId ?? "",
  );
  const reveals = groupBy(caused.reveal, ({ effect }) => `${effect.to} ${effect.factId}`);
  const changes = groupBy(caused.gauge, ({ effect }) => effect.gaugeId);
  const known = {
    incidents: new Set(scenario.incidents.map(({ id }) => id)),
    facts: new Set(scenario.facts.map(({ id }) => id)),
  };
  const times: Timetable = {
    injectMs: (id) => moments.inject.get(id) ?? 0,
    decisionMs: (id) => moments.decision.get(id) ?? 0,
    incidentMs: (id) =>
      known.incidents.has(id)
        ? Math.min(NEVER, ...(reporting.get(id) ?? []).map((inject) => moments.inject.get(inject.id) ?? 0))
        : 0,
    actionMs: (id, { incidentId, branch } = {}) => {
      const hasBranch = branch === undefined || scenario.forces.units.some((unit) => unit.branch === branch);
      const aimedMs = incidentId === undefined ? 0 : times.incidentMs(incidentId);
      return hasBranch ? Math.max(moments.action.get(id) ?? 0, aimedMs) : NEVER;
    },
    factMs: (id, side) => (known.facts.has(id) ? first(reveals.get(`${side} ${id}`) ?? []) : 0),
    actorMs: (id, is) => {
      const actor = scenario.actors.find((one) => one.id === id);
      // Whoever is about can be seen, and whoever was found can get away, without an effect that says so.
      if (!actor || is.includes(actor.status) || is.includes("located") || is.includes("at-large")) return 0;
      return first(
        caused.actor.filter(
          ({ effect: { actorId = id, status } }) =>
            actorId === id && status !== undefined && is.includes(status),
        ),
      );
    },
    gaugeMs: (id, compare, value) => {
      const gauge = scenario.gauges.find((one) => one.id === id);
      return gauge ? gaugeMs(gauge, compare, value, changes.get(id) ?? [], sourceMs) : 0;
    },
    agencyMs: (id) => {
      const agency = scenario.agencies.find((one) => one.id === id);
      return agency ? (agency.arrivesAfterMs ?? NEVER) : 0;
    },
    unitsMs: (incidentId, branch, atLeast) => {
      const units = scenario.forces.units.filter((unit) => branch === undefined || unit.branch === branch);
      return units.length < atLeast ? NEVER : times.incidentMs(incidentId);
    },
    noticedMs: (id, by) => (actions.get(id)?.side === by ? NEVER : times.actionMs(id)),
  };
  return times;
}

function gaugeMs(
  { min, max, start, ratePerMin }: Gauge,
  compare: ">=" | "<=",
  value: number,
  changes: readonly Caused<"gauge">[],
  sourceMs: (source: Source) => number,
): number {
  const sign = compare === ">=" ? 1 : -1;
  /** How far it still has to move; none or less: it is there. */
  const missing = (value - start) * sign;
  if (missing <= 0) return 0;
  if (value > max || value < min) return NEVER;
  const byItself = ratePerMin * sign > 0 ? (missing / (ratePerMin * sign)) * 60_000 : NEVER;
  const moved = changes
    .filter(({ effect: { set, add, ratePerMin: rate } }) => {
      const isSet = set !== undefined && (value - set) * sign <= 0;
      return isSet || (add ?? 0) * sign > 0 || (rate ?? 0) * sign > 0;
    })
    .map(({ source }) => sourceMs(source));
  return Math.min(byItself, ...moved);
}

/** The effects that moments hang on, with what brings each about. */
function causedIn(scenario: Scenario, actions: ReadonlyMap<string, ActionDefinition>) {
  const all: { source: Source; effect: Effect }[] = [
    ...scenario.injects.flatMap(({ id, effects }) =>
      effects.map((effect) => ({ source: { of: "inject" as const, id }, effect })),
    ),
    ...[...actions.values()].flatMap(({ id, effects, effectsOnFailure = [] }) =>
      [...effects, ...effectsOnFailure].map((effect) => ({ source: { of: "action" as const, id }, effect })),
    ),
  ];
  const of = <Kind extends Effect["effect"]>(kind: Kind) =>
    all.filter((one): one is Caused<Kind> => one.effect.effect === kind);
  return { reveal: of("reveal"), actor: of("actor"), gauge: of("gauge") };
}

function groupBy<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
