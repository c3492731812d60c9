import { builtInActions } from "@/domain/actions/catalogue";
import type { ActionDefinition } from "@/domain/actions/schema";
import { atlasOf, type Atlas } from "@/domain/ground/atlas";
import type { Ground } from "@/domain/ground/schema";
import type { Timetable } from "@/domain/conditions/timetable";
import type { Policy } from "@/domain/policy/schema";
import { actionsOf } from "@/domain/scenario/allowed-actions";
import { namesOf } from "@/domain/scenario/names";
import type { NameOf } from "@/domain/conditions/words";
import type { Scenario } from "@/domain/scenario/schema";
import { timetableOf } from "./timetable";

type Ids = ReadonlySet<string>;

/** What rules look at: the scenario, what it is checked against where that is known, and what follows from both. */
export type Context = {
  scenario: Scenario;
  ground: Ground | null;
  standards: Policy["standards"] | null;
  /** The day on which it is checked, "2026-11-23". */
  today: string;
  /** When everything can come about at the earliest. */
  timetable: Timetable;
  nameOf: NameOf;
  atlas: Atlas | null;
  /** What people can do in it, by id. */
  actions: ReadonlyMap<string, ActionDefinition>;
  /** The ids there are of each kind of thing. Null where that is not known, and then nothing is said of it. */
  ids: {
    actions: Ids;
    actors: Ids;
    agencies: Ids;
    builtInActions: Ids;
    categories: Ids;
    decisions: Ids;
    facts: Ids;
    gauges: Ids;
    incidents: Ids;
    injects: Ids;
    objectives: Ids;
    places: Ids | null;
    standards: Ids | null;
    stations: Ids | null;
    /** Whatever an action can be aimed at but a call. */
    targets: Ids | null;
  };
};

/** What a scenario is checked against. */
export type Against = {
  /** Where it plays; null where that is not known, and then nothing is said of places and ways. */
  ground: Ground | null;
  /** What rates it; null where that is not known, and then nothing is said of standards. */
  standards: Policy["standards"] | null;
  /** The day on which it is checked, "2026-11-23". */
  today: string;
};

/** @param against What is not known of it is not judged. */
export function contextOf(scenario: Scenario, against: Against): Context {
  const { ground, standards, today } = against;
  const atlas = ground ? atlasOf(ground) : null;
  const actions = new Map(actionsOf(scenario).map((action) => [action.id, action]));
  const [agencies, actors] = [idsOf(scenario.agencies), idsOf(scenario.actors)];
  const places = atlas ? new Set([...atlas.places.keys(), ...atlas.stations.keys()]) : null;
  return {
    scenario,
    ground,
    standards,
    today,
    timetable: timetableOf(scenario, actions),
    nameOf: namesOf(scenario, ground),
    atlas,
    actions,
    ids: {
      actions: new Set(actions.keys()),
      actors,
      agencies,
      builtInActions: idsOf(builtInActions),
      categories: idsOf(scenario.categories),
      decisions: idsOf(scenario.decisions),
      facts: idsOf(scenario.facts),
      gauges: idsOf(scenario.gauges),
      incidents: idsOf(scenario.incidents),
      injects: idsOf(scenario.injects),
      objectives: idsOf(scenario.objectives),
      places,
      standards: standards ? idsOf(standards) : null,
      stations: atlas ? new Set(atlas.stations.keys()) : null,
      targets: atlas && places ? new Set([...agencies, ...actors, ...places, ...atlas.cameras.keys()]) : null,
    },
  };
}

export function idsOf(things: readonly { id: string }[]): Ids {
  return new Set(things.map(({ id }) => id));
}
