import { Effects } from "@/domain/actions/effects";
import { Condition } from "@/domain/conditions/schema";
import { ScoredItem } from "@/domain/items/schema";
import type { Context } from "@/domain/scenario/checks/context";
import { missing, missingIn } from "@/domain/scenario/checks/references";
import { error, type Finding, type Path } from "@/domain/scenario/checks/rule";

/** A reference that leads nowhere. */
export const referenceBroken = error((context) => [
  ...inWorld(context),
  ...inInjects(context),
  ...context.scenario.decisions.flatMap(({ opens }, i) =>
    missingIn(Condition, opens, ["decisions", i, "opens"], context),
  ),
  ...context.scenario.actions.flatMap(({ precondition, effects, effectsOnFailure }, i) => [
    ...missingIn(Condition, precondition, ["actions", i, "precondition"], context),
    ...missingIn(Effects, effects, ["actions", i, "effects"], context),
    ...missingIn(Effects, effectsOnFailure, ["actions", i, "effectsOnFailure"], context),
  ]),
  ...context.scenario.items.flatMap((item, i) => missingIn(ScoredItem, item, ["items", i], context)),
]);

function inWorld({ scenario, ground, ids }: Context): Finding[] {
  return [
    ...missing(["groundId"], "ground", scenario.groundId, ground && new Set([ground.id])),
    ...scenario.builtInActions.flatMap((id, i) =>
      missing(["builtInActions", i], "built-in-action", id, ids.builtInActions),
    ),
    ...scenario.forces.units.flatMap(({ stationId }, i) =>
      missing(["forces", "units", i, "stationId"], "station", stationId, ids.stations),
    ),
    ...scenario.actors.flatMap(({ placeId }, i) =>
      missing(["actors", i, "placeId"], "place", placeId, ids.places),
    ),
    ...scenario.incidents.flatMap(({ placeId }, i) =>
      missing(["incidents", i, "placeId"], "place", placeId, ids.places),
    ),
  ];
}

function inInjects(context: Context): Finding[] {
  const { scenario, ids } = context;
  return scenario.injects.flatMap((inject, i) => {
    const at: Path = ["injects", i];
    const { trigger, expected } = inject;
    return [
      ...missing([...at, "incidentId"], "incident", inject.incidentId, ids.incidents),
      ...missing([...at, "standsInFor"], "action", inject.standsInFor, ids.actions),
      ...missingIn(Effects, inject.effects, [...at, "effects"], context),
      ...(trigger.on === "condition"
        ? missingIn(Condition, trigger.when, [...at, "trigger", "when"], context)
        : []),
      ...(trigger.on === "after"
        ? missing([...at, "trigger", "injectId"], "inject", trigger.injectId, ids.injects)
        : []),
      ...expected.flatMap(({ actionId, objectiveId }, j) => [
        ...missing([...at, "expected", j, "actionId"], "action", actionId, ids.actions),
        ...missing([...at, "expected", j, "objectiveId"], "objective", objectiveId, ids.objectives),
      ]),
    ];
  });
}
