import { injectKindOf } from "@/domain/injects/kinds";
import type { Effect } from "@/domain/actions/effects";
import { junctionOf, type Atlas } from "@/domain/ground/atlas";
import { routeBetween } from "@/domain/ground/routing";
import type { Ground } from "@/domain/ground/schema";
import { reportsIncident } from "@/domain/scenario/reports";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { error, warning, type Path, type Problem } from "./problem";
import { missing } from "./references";
import type { Surroundings } from "./surroundings";

/** Every effect a scenario is written with, by its place in the document. */
function effectsIn(scenario: Scenario): { path: Path; effect: Effect }[] {
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

/** Effects that send somebody where no way leads for what they move with, from wherever they may be by then. */
export function setOutProblems(scenario: Scenario, { ground, atlas }: Surroundings): Problem[] {
  if (!ground || !atlas) return [];
  const effects = effectsIn(scenario);
  return effects.flatMap(({ path, effect }): Problem[] => {
    if (effect.effect !== "set-out" || effect.placeId === undefined) return [];
    const { actorId, placeId } = effect;
    const actors = scenario.actors.filter(({ id }) => actorId === undefined || id === actorId);
    const to = junctionOf(atlas, placeId);
    if (to === null || actors.length === 0) return [];
    const canGo = actors.some((actor) => {
      const starts = placesOf(actor, effects);
      return starts === null || starts.some((from) => leads(ground, atlas, actor.vehicle, from, to));
    });
    if (canGo) return [];
    return [error([...path, "placeId"], "no-way-leads", say("checks.no-way-leads"))];
  });
}

/**
 * Where an actor may be without having gone there: where it starts, and where effects put it. Null where it may be
 * anywhere. Ways join up, so nothing more can be reached from where it went.
 */
function placesOf(
  actor: Scenario["actors"][number],
  effects: readonly { path: Path; effect: Effect }[],
): string[] | null {
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
  vehicle: Scenario["actors"][number]["vehicle"],
  from: string,
  to: string,
) {
  const start = junctionOf(atlas, from);
  // Where one end is unknown the broken reference is told elsewhere.
  return start === null || routeBetween(ground, vehicle, start, to) !== null;
}

/** Injects that say of themselves what cannot be: to report where there is no incident, to stand in for a side's own. */
export function claimProblems(scenario: Scenario, { actions, ids }: Surroundings): Problem[] {
  return scenario.injects.flatMap((inject, i) => {
    const { standsInFor, incidentId } = inject;
    const found = missing(["injects", i, "standsInFor"], "action", standsInFor, ids.actions);
    if (standsInFor !== undefined && actions.get(standsInFor)?.side === "responder") {
      found.push(
        error(["injects", i, "standsInFor"], "stands-in-for-nothing", say("checks.stands-in-for-nothing")),
      );
    }
    if (inject.reports === true && (incidentId === undefined || inject.audience === "control")) {
      const message =
        incidentId === undefined ? say("checks.reports-nothing") : say("checks.reports-to-control");
      found.push(error(["injects", i, "reports"], "reports-nothing", message));
    }
    return found;
  });
}

/** Incidents that nothing reports, or nothing but a warning of what might happen. */
export function unreportedProblems(scenario: Scenario): Problem[] {
  return scenario.incidents.flatMap(({ id }, i) => {
    const reporting = scenario.injects.filter(
      (inject) => inject.incidentId === id && reportsIncident(inject, scenario),
    );
    if (reporting.length === 0) {
      return [error(["incidents", i], "incident-never-reported", say("checks.incident-never-reported"))];
    }
    if (!reporting.every(({ kind, reports }) => !injectKindOf(kind).reports && reports === undefined))
      return [];
    return [warning(["incidents", i], "incident-only-warned", say("checks.incident-only-warned"))];
  });
}
