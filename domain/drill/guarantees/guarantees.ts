import { fc } from "@fast-check/vitest";
import { START_MS, type Step } from "@/domain/drill/given";
import { budgetLeft } from "@/domain/drill/take-action";
import { DrillEvent, type RecordedEvent, type Setup } from "@/domain/drill/schema";
import type { Drill } from "@/domain/drill/state";
import { pointAlong } from "@/domain/ground/routing";
import { isRefusalCode } from "@/domain/refusal";
import { stepsIn } from "./asked";
import { bytesOf, factsOf, folded, playThrough, stored, type Engine } from "./engine";
import { sameReworded, sameWithoutSecrets } from "./ignorance";

/** What holds in every drill, whatever is asked in it. The property fails where these functions break it. */
export type Guarantee = (engine: Engine, worlds: readonly Setup[]) => fc.IRawProperty<unknown, false>;

/** What is asked in one of the worlds; by its number, so that a counterexample can be read. */
const drillsIn = (worlds: readonly Setup[]): fc.Arbitrary<{ world: number; steps: Step[] }> =>
  fc.oneof(...worlds.map((setup, world) => stepsIn(setup).map((steps) => ({ world, steps }))));

function setupOf(worlds: readonly Setup[], world: number): Setup {
  const setup = worlds[world];
  if (!setup) throw new Error("There is no such world.");
  return setup;
}

/** A property of logs: what was played by the rules, as storage hands it back. */
const ofLogs =
  (holds: (engine: Engine, events: RecordedEvent[], luck: number) => boolean): Guarantee =>
  (engine, worlds) =>
    fc.property(drillsIn(worlds), fc.nat(), ({ world, steps }, luck) =>
      holds(engine, stored(playThrough(engine, setupOf(worlds, world), steps)), luck),
    );

const scoresOf = ({ scoreCard }: Engine, drill: Drill) =>
  JSON.stringify(
    drill.lanes.map((lane) => [scoreCard(drill, lane, "responder"), scoreCard(drill, lane, "opposition")]),
  );

export const guarantees = {
  "folding in two halves equals folding at once": ofLogs((engine, events, luck) => {
    const middle = 1 + (luck % events.length);
    const half = folded(engine, events.slice(0, middle));
    return bytesOf(folded(engine, events.slice(middle), half)) === bytesOf(folded(engine, events));
  }),

  "a copy can be carried on, and what it was copied from stays as it was": ofLogs((engine, events, luck) => {
    const middle = 1 + (luck % events.length);
    const half = folded(engine, events.slice(0, middle));
    const before = bytesOf(half);
    const carriedOn = bytesOf(folded(engine, events.slice(middle), engine.copyOf(half)));
    return bytesOf(half) === before && carriedOn === bytesOf(folded(engine, events));
  }),

  "a replay of the stored log gives the same state and the same scores to the byte": ofLogs(
    (engine, events) => {
      const [once, again] = [folded(engine, events), folded(engine, stored(events))];
      return bytesOf(once) === bytesOf(again) && scoresOf(engine, once) === scoresOf(engine, again);
    },
  ),

  "the drill that decided a log is the drill the log tells": (engine, worlds) =>
    fc.property(drillsIn(worlds), ({ world, steps }) => {
      let lived = "";
      const events = playThrough(
        engine,
        setupOf(worlds, world),
        steps,
        ({ drill }) => (lived = factsOf(drill)),
      );
      return lived === factsOf(folded(engine, stored(events)));
    }),

  "what falls due is the same however often and however late it is asked": (engine, worlds) =>
    fc.property(
      drillsIn(worlds),
      fc.array(fc.integer({ min: 0, max: 1_200_000 }), { maxLength: 8 }),
      ({ world, steps }, stops) => {
        const events = stored(playThrough(engine, setupOf(worlds, world), steps));
        const late = folded(engine, events);
        const endMs = late.atMs + 1_200_000;
        const atOnce = engine.letDueHappen(late, endMs, START_MS);
        const often = folded(engine, events);
        const fromMs = often.atMs;
        const moments = [...[...stops].sort((a, b) => a - b).map((stop) => fromMs + stop), endMs];
        const bitByBit = moments.flatMap((atMs) => engine.letDueHappen(often, atMs, START_MS));
        return JSON.stringify(bitByBit) === JSON.stringify(atOnce) && bytesOf(often) === bytesOf(late);
      },
    ),

  "no unit is in two places": ofLogs((engine, events) => {
    let drill: Drill | null = null;
    for (const recorded of events) {
      drill = engine.evolve(drill, recorded);
      if (drill?.lanes.some((lane) => Object.values(lane.units).some(isInTwoPlaces))) return false;
    }
    return true;
  }),

  "where no road leads nobody is sent and nobody arrives, unless staff saw it": (engine, worlds) =>
    fc.property(drillsIn(worlds), ({ world, steps }) => {
      const setup = setupOf(worlds, world);
      const events = playThrough(engine, setup, steps);
      const reachable = reachableIn(setup);
      return events.every(({ event, observedAtMs }) => {
        if (observedAtMs !== null) return true;
        if (event.type === "UnitSent") return reachable(event.unitId, event.toJunctionId);
        if (event.type !== "UnitArrived" || event.incidentId == null) return true;
        const placeId = setup.scenario.incidents.find(({ id }) => id === event.incidentId)?.placeId;
        return reachable(event.unitId, junctionAt(setup, placeId ?? ""));
      });
    }),

  "nobody jumps: a crew sets out from where it stands or is on its way": ofLogs(
    (engine, events) => jumpsIn(engine, events).length === 0,
  ),

  "no budget is ever overdrawn": ofLogs((engine, events) => {
    let drill: Drill | null = null;
    for (const recorded of events) {
      drill = engine.evolve(drill, recorded);
      for (const lane of drill?.lanes ?? []) {
        if (drill && budgetLeft(drill, lane, "opposition") < 0) return false;
      }
    }
    return true;
  }),

  "whatever is asked is done or refused with a known code, and a refusal leaves nothing": (engine, worlds) =>
    fc.property(drillsIn(worlds), ({ world, steps }) => {
      const setup = setupOf(worlds, world);
      let holds = true;
      const watched: Engine = {
        ...engine,
        decide: (asked, command, about) => {
          const before = bytesOf(asked);
          try {
            const decided = engine.decide(asked, command, about);
            holds &&= decided.every(({ event }) => DrillEvent.safeParse(event).success);
            return decided;
          } catch (error) {
            const code = error instanceof Error && "code" in error ? error.code : null;
            holds &&= isRefusalCode(code) && bytesOf(asked) === before;
            throw error;
          }
        },
      };
      try {
        playThrough(watched, setup, steps);
      } catch {
        return false;
      }
      return holds;
    }),

  "what an audience may not know changes nothing of what it gets, in content, number, order and time": (
    engine,
    worlds,
  ) =>
    fc.property(drillsIn(worlds), ({ world, steps }) =>
      sameWithoutSecrets(engine, setupOf(worlds, world), steps),
    ),

  "another plot behind the same surface is the same board": (engine, worlds) =>
    fc.property(drillsIn(worlds), ({ world, steps }) => sameReworded(engine, setupOf(worlds, world), steps)),
} satisfies Record<string, Guarantee>;

type Unit = Drill["lanes"][number]["units"][string];

/** At a scene and on the way, at two scenes, or at one before having left another. */
function isInTwoPlaces({ leg, visits }: Unit): boolean {
  const open = visits.filter(({ toMs }) => toMs === null).length;
  return open > (leg ? 0 : 1) || visits.some(({ fromMs }, i) => (visits[i - 1]?.toMs ?? 0) > fromMs);
}

function junctionAt({ ground }: Setup, placeId: string): string {
  for (const { properties } of ground.features) {
    if ((properties.kind === "place" || properties.kind === "station") && properties.id === placeId) {
      return properties.junction;
    }
  }
  return "";
}

/** Whether any road at all, in any number of steps, joins a unit's station and a junction. Knows nothing of routing. */
function reachableIn(setup: Setup): (unitId: string, junctionId: string) => boolean {
  const roads = setup.ground.features.flatMap(({ properties }) =>
    properties.kind === "road" ? [[properties.from, properties.to]] : [],
  );
  const from = new Map<string, Set<string>>();
  const around = (start: string) => {
    const known = from.get(start);
    if (known) return known;
    const reached = new Set([start]);
    for (let grown = 0; grown < reached.size;) {
      grown = reached.size;
      for (const [a = "", b = ""] of roads) {
        if (reached.has(a)) reached.add(b);
        else if (reached.has(b)) reached.add(a);
      }
    }
    from.set(start, reached);
    return reached;
  };
  return (unitId, junctionId) => {
    const stationId = setup.scenario.forces.units.find(({ id }) => id === unitId)?.stationId;
    return around(junctionAt(setup, stationId ?? "")).has(junctionId);
  };
}

/** Crews on screen that set out from a point they were not at. */
function jumpsIn(engine: Engine, events: readonly RecordedEvent[]): string[] {
  const jumps: string[] = [];
  let drill: Drill | null = null;
  for (const recorded of events) {
    const { event, lane, atMs, observedAtMs } = recorded;
    if (drill?.setup.mode === "tabletop" && event.type === "UnitSent" && observedAtMs === null) {
      const unit = drill.lanes[lane - 1]?.units[event.unitId];
      const at = unit ? whereOf(drill, unit, atMs) : null;
      const [from] = event.path;
      // A metre is a hundred-thousandth of a degree; ways are rounded to less.
      if (!at || !from || Math.hypot(at[0] - from[0], at[1] - from[1]) > 1e-5) jumps.push(event.unitId);
    }
    drill = engine.evolve(drill, recorded);
  }
  return jumps;
}

function whereOf(drill: Drill, unit: Unit, atMs: number): readonly [number, number] | null {
  if (unit.leg) {
    const { path, departsAtMs, arrivesAtMs } = unit.leg;
    return pointAlong(path, (atMs - departsAtMs) / Math.max(1, arrivesAtMs - departsAtMs));
  }
  const junction = drill.setup.ground.features.find(
    ({ properties }) => properties.kind === "junction" && properties.id === unit.junctionId,
  );
  return junction?.geometry.type === "Point" ? junction.geometry.coordinates : null;
}
