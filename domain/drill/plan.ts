import type { ActionDefinition } from "@/domain/actions/schema";
import { atlasOf, type Atlas } from "@/domain/ground/atlas";
import type { NameOf } from "@/domain/conditions/words";
import type { Standard } from "@/domain/policy/schema";
import type { ScoredItem } from "@/domain/items/schema";
import type {
  Agency,
  DecisionPoint,
  Fact,
  Gauge,
  IncidentPlan,
  Inject,
  OppositionActor,
  Unit,
} from "@/domain/scenario/schema";
import { actionsOf } from "@/domain/scenario/allowed-actions";
import { namesOf } from "@/domain/scenario/names";
import { rotaOf, type Rota } from "@/domain/scenario/rota";
import type { Setup } from "./schema";

/** A setup looked up by id. Built once per setup. */
export type Plan = {
  setup: Setup;
  atlas: Atlas;
  actions: ReadonlyMap<string, ActionDefinition>;
  injects: ReadonlyMap<string, Inject>;
  incidents: ReadonlyMap<string, IncidentPlan>;
  units: ReadonlyMap<string, Unit>;
  actors: ReadonlyMap<string, OppositionActor>;
  agencies: ReadonlyMap<string, Agency>;
  gauges: ReadonlyMap<string, Gauge>;
  facts: ReadonlyMap<string, Fact>;
  decisions: ReadonlyMap<string, DecisionPoint>;
  items: ReadonlyMap<string, ScoredItem>;
  standards: ReadonlyMap<string, Standard>;
  nameOf: NameOf;
  /** Null where no crew is bound to a shift: then nobody notices one change. */
  rota: Rota | null;
};

const plans = new WeakMap<Setup, Plan>();

/** The plan of a setup. */
export function planOf(setup: Setup): Plan {
  const known = plans.get(setup);
  if (known) return known;
  const { scenario } = setup;
  const plan: Plan = {
    setup,
    atlas: atlasOf(setup.ground),
    actions: byId(actionsOf(scenario)),
    injects: byId(scenario.injects),
    incidents: byId(scenario.incidents),
    units: byId(scenario.forces.units),
    actors: byId(scenario.actors),
    agencies: byId(scenario.agencies),
    gauges: byId(scenario.gauges),
    facts: byId(scenario.facts),
    decisions: byId(scenario.decisions),
    items: byId(scenario.items),
    standards: byId(setup.policy.standards),
    nameOf: namesOf(scenario, setup.ground),
    rota: scenario.forces.units.some((unit) => unit.shift !== undefined) ? rotaOf(scenario) : null,
  };
  plans.set(setup, plan);
  return plan;
}

function byId<T extends { id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}
