import { Effect } from "@/domain/actions/effects";
import { Condition } from "@/domain/conditions/schema";
import { ScoredItem } from "@/domain/items/schema";
import { referencesIn, type NamedKind, type Reference } from "@/domain/reference";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { error, type Path, type Problem } from "./problem";
import { idsOf, type Surroundings } from "./surroundings";

/** What only fields of a scenario point at that are no references by their shape. */
type OwnKind = "built-in-action" | "station";

/** The problem of a reference that leads nowhere: none or one. */
export function missing(
  path: Path,
  kind: NamedKind | OwnKind,
  id: string | undefined,
  known: ReadonlySet<string> | null,
): Problem[] {
  if (id === undefined || known === null || known.has(id)) return [];
  return [error(path, "reference-broken", say("checks.missing", { what: say(`checks.kind.${kind}`), id }))];
}

/** What leads nowhere of what stands inside conditions, effects and scored items. */
export type ReferenceChecks = {
  condition: (path: Path, condition: Condition | undefined) => Problem[];
  effects: (path: Path, effects: readonly Effect[] | undefined) => Problem[];
  item: (path: Path, item: ScoredItem) => Problem[];
};

export function referenceChecks(scenario: Scenario, { ids }: Surroundings): ReferenceChecks {
  const missingOf = (path: Path, references: readonly Reference[]) =>
    references.flatMap((reference) =>
      missing([...path, ...reference.path], reference.kind, reference.id, knownOf(reference, scenario, ids)),
    );
  return {
    condition: (path, condition) => missingOf(path, referencesIn(Condition, condition)),
    effects: (path, effects = []) =>
      effects.flatMap((effect, i) => missingOf([...path, i], referencesIn(Effect, effect))),
    item: (path, item) => missingOf(path, referencesIn(ScoredItem, item)),
  };
}

/** Where each kind of thing is looked up; what is not known here is not judged. */
function knownOf(
  { kind, of }: Reference,
  scenario: Scenario,
  ids: Surroundings["ids"],
): ReadonlySet<string> | null {
  switch (kind) {
    case "action":
      return ids.actions;
    case "actor":
      return ids.actors;
    case "agency":
      return ids.agencies;
    case "category":
      return ids.categories;
    case "decision":
      return ids.decisions;
    case "fact":
      return ids.facts;
    case "gauge":
      return ids.gauges;
    case "incident":
      return ids.incidents;
    case "inject":
      return ids.injects;
    case "objective":
      return ids.objectives;
    case "option": {
      const decision = scenario.decisions.find((candidate) => candidate.id === of);
      return decision ? idsOf(decision.options) : null;
    }
    case "place":
      return ids.places;
    case "standard":
      return ids.standards;
    case "target":
      return ids.targets;
    case "item":
    case "unit":
      return null;
  }
}
