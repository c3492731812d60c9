import type { z } from "zod";
import { referencesIn, type NamedKind, type Reference } from "@/domain/reference";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { idsOf, type Context } from "./context";
import type { Finding, Path } from "./rule";

/** What only fields of a scenario point at that are no references by their shape. */
type OwnKind = "built-in-action" | "ground" | "station";

/** What is told of a reference that leads nowhere: nothing or one thing. */
export function missing(
  path: Path,
  kind: NamedKind | OwnKind,
  id: string | undefined,
  known: ReadonlySet<string> | null,
): Finding[] {
  if (id === undefined || known === null || known.has(id)) return [];
  return [{ path, said: say("checks.reference-broken", { what: say(`checks.noun.${kind}`), id }) }];
}

/** What leads nowhere of what stands inside a value. */
export function missingIn(schema: z.core.$ZodType, value: unknown, path: Path, context: Context): Finding[] {
  return referencesIn(schema, value).flatMap((reference) =>
    missing([...path, ...reference.path], reference.kind, reference.id, knownOf(reference, context)),
  );
}

/** Where each kind of thing is looked up; what is not known here is not judged. */
function knownOf({ kind, of }: Reference, { ids, scenario }: Context): ReadonlySet<string> | null {
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
    case "option":
      return optionsOf(scenario, of);
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

function optionsOf({ decisions }: Scenario, decisionId: string | undefined): ReadonlySet<string> | null {
  const decision = decisions.find(({ id }) => id === decisionId);
  return decision ? idsOf(decision.options) : null;
}
