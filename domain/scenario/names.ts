import { builtInActions } from "@/domain/actions/catalogue";
import type { NameOf } from "@/domain/conditions/sentence";
import type { Ground } from "@/domain/ground/schema";
import type { LocalText } from "@/domain/text";
import type { Scenario } from "./schema";

/** Names of everything a scenario and its ground can refer to, for printing conditions and logs. */
export function namesOf(scenario: Scenario, ground: Ground | null): NameOf {
  const names = new Map<string, LocalText>();
  for (const feature of ground?.features ?? []) {
    const { properties } = feature;
    if ("name" in properties && properties.name) names.set(properties.id, properties.name);
  }
  for (const action of [...builtInActions, ...scenario.actions]) names.set(action.id, action.label);
  for (const unit of scenario.forces.units) {
    names.set(unit.id, { zh: unit.callSign, en: unit.callSign });
  }
  for (const { id, name } of [...scenario.actors, ...scenario.agencies, ...scenario.gauges])
    names.set(id, name);
  for (const fact of scenario.facts) names.set(fact.id, fact.text);
  for (const inject of scenario.injects) names.set(inject.id, inject.title);
  for (const decision of scenario.decisions) {
    names.set(decision.id, decision.prompt);
    for (const option of decision.options) names.set(option.id, option.label);
  }
  for (const item of scenario.items) names.set(item.id, item.title);
  for (const incident of scenario.incidents) names.set(incident.id, incident.title);
  return (id) => names.get(id) ?? null;
}
