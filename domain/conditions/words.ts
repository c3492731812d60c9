import type { Vehicle } from "@/domain/ground/schema";
import type { IncidentStatus } from "@/domain/policy/schema";
import type { NamedKind } from "@/domain/reference";
import type { LocalText } from "@/domain/text";
import { say, type Said, type Saying } from "@/domain/words/said";
import type { ActorStatus, Branch, Mark, Side } from "./terms";

/**
 * The name of a thing of the scenario by its id; null where it has none.
 *
 * @param of Id of the decision of an option.
 */
export type NameOf = (kind: NamedKind, id: string, of?: string) => LocalText | null;

/** How a sentence names a thing: by its name, or by its id where it has none. Without an id there is nothing to name. */
export type Naming = (kind: NamedKind, id: string | undefined, of?: string) => Saying;

/** Names in a sentence, from the names of a scenario. */
export function namingBy(nameOf: NameOf): Naming {
  return (kind, id, of) => (id === undefined ? "" : (nameOf(kind, id, of) ?? id));
}

/** A status of a call in words. */
export const statusWords = (status: IncidentStatus): Said => say(`terms.status.${status}`);
/** How an actor stands, in words. */
export const actorWords = (status: ActorStatus): Said => say(`terms.actor.${status}`);
/** A branch of the police in words. */
export const branchWords = (branch: Branch): Said => say(`terms.branch.${branch}`);
/** What somebody moves with, in words. */
export const vehicleWords = (vehicle: Vehicle): Said => say(`terms.vehicle.${vehicle}`);
/** A side in words. */
export const sideWords = (side: Side): Said => say(`terms.side.${side}`);

/** A mark in words: "T+0", "“失窃”到场". */
export function markWords(mark: Mark, name: Naming): Said {
  switch (mark.mark) {
    case "start":
      return say("conditions.mark.start");
    case "incident":
      return say("conditions.mark.incident", {
        incident: name("incident", mark.incidentId),
        status: statusWords(mark.status),
      });
    case "inject":
      return say("conditions.mark.inject", { inject: name("inject", mark.injectId) });
    case "action":
      return say("conditions.mark.action", { action: name("action", mark.actionId) });
  }
}
