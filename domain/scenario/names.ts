import { builtInActions } from "@/domain/actions/catalogue";
import type { NamedKind } from "@/domain/reference";
import type { NameOf } from "@/domain/conditions/words";
import type { Ground } from "@/domain/ground/schema";
import { isWritten, type LocalText, everywhere } from "@/domain/text";
import type { Scenario } from "./schema";

/**
 * Names of everything a scenario and its ground can refer to, for printing conditions and logs. An id is unique
 * within its kind only: an incident and the agency that is called to it may both be "gas". What has no name yet is
 * called by its id.
 */
export function namesOf(scenario: Scenario, ground: Ground | null): NameOf {
  const names = new Map<string, LocalText>();
  const put = (kind: NamedKind, id: string, name: LocalText, of = "") =>
    names.set(`${kind} ${of} ${id}`, isWritten(name) ? name : everywhere(id));

  for (const { properties } of ground?.features ?? []) {
    if ("name" in properties && properties.name) put("place", properties.id, properties.name);
  }
  for (const { id, label } of [...builtInActions, ...scenario.actions]) put("action", id, label);
  for (const { id, callSign } of scenario.forces.units) put("unit", id, everywhere(callSign));
  for (const { id, name } of scenario.actors) put("actor", id, name);
  for (const { id, name } of scenario.agencies) put("agency", id, name);
  for (const { id, name } of scenario.gauges) put("gauge", id, name);
  for (const { id, text } of scenario.facts) put("fact", id, text);
  for (const { id, title } of scenario.injects) put("inject", id, title);
  for (const { id, prompt, options } of scenario.decisions) {
    put("decision", id, prompt);
    for (const option of options) put("option", option.id, option.label, id);
  }
  for (const { id, title } of scenario.items) put("item", id, title);
  for (const { id, title } of scenario.incidents) put("incident", id, title);

  const nameOf: NameOf = (kind, id, of = "") => names.get(`${kind} ${of} ${id}`) ?? null;
  return (kind, id, of) =>
    kind === "target"
      ? (nameOf("agency", id) ?? nameOf("actor", id) ?? nameOf("place", id))
      : nameOf(kind, id, of);
}
