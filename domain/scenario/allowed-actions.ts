import { builtInActions } from "@/domain/actions/catalogue";
import type { ActionDefinition } from "@/domain/actions/schema";

/** The actions a scenario allows: the built-in ones it names (all, when it names none) and its own. */
export function actionsOf(scenario: {
  builtInActions: readonly string[];
  actions: readonly ActionDefinition[];
}): ActionDefinition[] {
  const allowed = new Set(scenario.builtInActions);
  const own = new Set(scenario.actions.map((action) => action.id));
  return [
    ...builtInActions.filter(
      (action) => (allowed.size === 0 || allowed.has(action.id)) && !own.has(action.id),
    ),
    ...scenario.actions,
  ];
}
