import { builtInActions } from "@/domain/actions/catalogue";
import type { ActionDefinition } from "@/domain/actions/schema";
import { atlasOf, type Atlas } from "@/domain/ground/atlas";
import type { Ground } from "@/domain/ground/schema";
import type { Policy } from "@/domain/policy/schema";
import { actionsOf } from "@/domain/scenario/allowed-actions";
import type { Scenario } from "@/domain/scenario/schema";

type Ids = ReadonlySet<string>;

/** What a scenario is checked against: what it is written with itself, and the ground and policy where they are known. */
export type Surroundings = {
  ground: Ground | null;
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

export function surroundingsOf(
  scenario: Scenario,
  ground: Ground | null,
  policy: Policy | null,
): Surroundings {
  const atlas = ground ? atlasOf(ground) : null;
  const actions = new Map(actionsOf(scenario).map((action) => [action.id, action]));
  const [agencies, actors] = [idsOf(scenario.agencies), idsOf(scenario.actors)];
  const places = atlas ? new Set([...atlas.places.keys(), ...atlas.stations.keys()]) : null;
  return {
    ground,
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
      standards: policy ? idsOf(policy.standards) : null,
      stations: atlas ? new Set(atlas.stations.keys()) : null,
      targets: atlas && places ? new Set([...agencies, ...actors, ...places, ...atlas.cameras.keys()]) : null,
    },
  };
}

export function idsOf(things: readonly { id: string }[]): Ids {
  return new Set(things.map(({ id }) => id));
}
