import type { Effect } from "@/domain/actions/effects";
import { junctionOf, type Atlas } from "@/domain/ground/atlas";
import { routeBetween } from "@/domain/ground/routing";
import type { Ground } from "@/domain/ground/schema";
import { error, type Finding, type Path } from "@/domain/scenario/checks/rule";
import type { OppositionActor, Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";

type Placed = { path: Path; effect: Effect };

/** An effect that sends somebody where no way leads for what they move with, from wherever they may be by then. */
export const noWayLeads = error(({ scenario, ground, atlas }) => {
  if (!ground || !atlas) return [];
  const effects = effectsIn(scenario);
  return effects.flatMap(({ path, effect }): Finding[] => {
    if (effect.effect !== "set-out" || effect.placeId === undefined) return [];
    const { actorId, placeId } = effect;
    const actors = scenario.actors.filter(({ id }) => actorId === undefined || id === actorId);
    const to = junctionOf(atlas, placeId);
    if (to === null || actors.length === 0) return [];
    const canGo = actors.some((actor) => {
      const starts = placesOf(actor, effects);
      return starts === null || starts.some((from) => leads(ground, atlas, actor.vehicle, from, to));
    });
    return canGo ? [] : [{ path: [...path, "placeId"], said: say("checks.no-way-leads") }];
  });
});

/** Every effect a scenario is written with, by its place in the document. */
function effectsIn(scenario: Scenario): Placed[] {
  const listed = (path: Path, effects: readonly Effect[]) =>
    effects.map((effect, i) => ({ path: [...path, i], effect }));
  return [
    ...scenario.injects.flatMap(({ effects }, i) => listed(["injects", i, "effects"], effects)),
    ...scenario.actions.flatMap(({ effects, effectsOnFailure = [] }, i) => [
      ...listed(["actions", i, "effects"], effects),
      ...listed(["actions", i, "effectsOnFailure"], effectsOnFailure),
    ]),
  ];
}

/**
 * Where an actor may be without having gone there: where it starts, and where effects put it. Null where it may be
 * anywhere. Ways join up, so nothing more can be reached from where it went.
 */
function placesOf(actor: OppositionActor, effects: readonly Placed[]): string[] | null {
  const places = [actor.placeId];
  for (const { path, effect } of effects) {
    if (effect.effect !== "actor" || (effect.actorId ?? actor.id) !== actor.id) continue;
    if (effect.placeId !== undefined) places.push(effect.placeId);
    // An action puts whom it changes where it is aimed at.
    else if (path[0] === "actions" && effect.actorId !== undefined) return null;
  }
  return places;
}

function leads(
  ground: Ground,
  atlas: Atlas,
  vehicle: OppositionActor["vehicle"],
  from: string,
  to: string,
): boolean {
  const start = junctionOf(atlas, from);
  // Where one end is unknown the broken reference is told elsewhere.
  return start === null || routeBetween(ground, vehicle, start, to) !== null;
}
