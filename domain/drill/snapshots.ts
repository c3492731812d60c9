import { fold } from "./evolve";
import type { RecordedEvent } from "./schema";
import type { Drill, Lane } from "./state";

/** A log that can be opened anywhere: its events, and the drill as it was after every so many of them. */
export type Snapshots = {
  events: readonly RecordedEvent[];
  /** Events from one snapshot to the next. */
  every: number;
  /** After `every` events, after twice as many, and so on. Whoever wants one gets a copy. */
  drills: readonly Drill[];
  /** Position at which each leg begins: that of its LegStarted, and 1 for the first. */
  legsAt: readonly number[];
};

/** Enough that few are kept, and few enough that folding the rest is not felt (docs/decisions/0023). */
const EVERY = 10_000;

/**
 * Folds a log once and keeps the drill as it was on the way.
 *
 * @param events A whole stream, from position 1.
 */
export function snapshotsOf(events: readonly RecordedEvent[], every = EVERY): Snapshots {
  const drills: Drill[] = [];
  let drill: Drill | null = null;
  for (let from = 0; from + every <= events.length; from += every) {
    drill = fold(events.slice(from, from + every), drill);
    if (drill) drills.push(copyOf(drill));
  }
  const legs = events.filter(({ event }) => event.type === "LegStarted").map(({ position }) => position);
  return { events, every, drills, legsAt: [1, ...legs] };
}

/**
 * The drill as it was after the event at a position: a drill of one's own, to be read or carried on.
 *
 * @returns null before the first event.
 */
export function drillAt({ events, every, drills }: Snapshots, position: number): Drill | null {
  const whole = Math.min(Math.floor(position / every), drills.length);
  const snapshot = drills[whole - 1];
  return fold(events.slice(whole * every, Math.max(position, 0)), snapshot ? copyOf(snapshot) : null);
}

/**
 * The position of the last event up to a drill time.
 *
 * @param atMs Drill time in ms, by the clock of the leg; what happened exactly then is included.
 * @param leg From 1. Only where lanes are played one after the other is there a second one.
 * @returns The beginning of the leg for a time before its first event; the whole log's end for a leg there is not.
 */
export function positionAt({ events, legsAt }: Snapshots, atMs: number, leg = 1): number {
  let low = legsAt[leg - 1] ?? events.length;
  let high = (legsAt[leg] ?? events.length + 1) - 1;
  // Within a leg time never runs back, so the events up to a time are the first ones.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((events[middle - 1]?.atMs ?? Infinity) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * A drill that can be carried on without changing this one.
 *
 * Copied is what `evolve` changes in place; shared are the setup, without which everything looked up by it would be
 * built anew, and whatever is only ever added: a `structuredClone` of a long drill takes longer than folding it.
 */
export function copyOf(drill: Drill): Drill {
  return {
    ...drill,
    participants: { ...drill.participants },
    check: drill.check && {
      ...drill.check,
      people: eachOf(drill.check.people, (person) => ({ ...person })),
    },
    lanes: drill.lanes.map(copyOfLane),
  };
}

/** Names every field, so that a new one does not compile until somebody has thought about it here. */
function copyOfLane(lane: Lane): Lane {
  return {
    lane: lane.lane,
    position: lane.position,
    injects: eachOf(lane.injects, (inject) => ({ ...inject })),
    deliveries: [...lane.deliveries],
    incidents: eachOf(lane.incidents, (incident) => ({ ...incident, statuses: [...incident.statuses] })),
    units: eachOf(lane.units, (unit) => ({ ...unit, visits: unit.visits.map((visit) => ({ ...visit })) })),
    // An answer to a contested move changes its odds.
    actions: lane.actions.map((action) => ({
      ...action,
      contested: action.contested && { ...action.contested },
    })),
    succeeded: eachOf(lane.succeeded, (numbers) => [...numbers]),
    gauges: eachOf(lane.gauges, (segments) => [...segments]),
    facts: eachOf(lane.facts, (known) => ({ ...known })),
    actors: eachOf(lane.actors, (actor) => ({
      ...actor,
      noticedBy: [...actor.noticedBy],
      trail: [...actor.trail],
      statuses: [...actor.statuses],
      stays: actor.stays.map((stay) => ({ ...stay })),
    })),
    failures: [...lane.failures],
    camerasWatched: { ...lane.camerasWatched },
    noticed: { responder: [...lane.noticed.responder], opposition: [...lane.noticed.opposition] },
    agencies: eachOf(lane.agencies, (agency) => ({ ...agency })),
    decisions: eachOf(lane.decisions, (decision) => ({ ...decision })),
    radio: lane.radio.map((message) => ({ ...message })),
    congestion: lane.congestion,
    congestionKnown: lane.congestionKnown,
    shift: lane.shift,
    shiftChanges: lane.shiftChanges,
    told: [...lane.told],
    records: lane.records.map((record) => ({ ...record, positions: [...record.positions] })),
    lastActionNo: lane.lastActionNo,
    observations: [...lane.observations],
    ratings: [...lane.ratings],
    submitted: { ...lane.submitted },
    notes: [...lane.notes],
    flags: [...lane.flags],
    exemptions: { ...lane.exemptions },
    settlements: { ...lane.settlements },
    settlers: { ...lane.settlers },
    appeals: lane.appeals.map((appeal) => ({ ...appeal })),
    accepted: { ...lane.accepted },
    endedAtMs: lane.endedAtMs,
  };
}

function eachOf<T>(things: Record<string, T>, copy: (thing: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(things).map(([id, thing]) => [id, copy(thing)]));
}
