import { routeBetween } from "@/domain/ground/routing";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { error, type Problem } from "./problem";
import type { Surroundings } from "./surroundings";

/** Incidents that no unit can drive to from where it stands. */
export function reachProblems(scenario: Scenario, { ground, atlas }: Surroundings): Problem[] {
  if (!ground || !atlas) return [];
  return scenario.incidents.flatMap((incident, i) => {
    const to = atlas.places.get(incident.placeId)?.properties.junction;
    // Where the place is unknown the broken reference is told elsewhere.
    if (to === undefined) return [];
    const isReachable = scenario.forces.units.some((unit) => {
      const from = atlas.stations.get(unit.stationId)?.properties.junction;
      return from !== undefined && routeBetween(ground, unit.vehicle, from, to) !== null;
    });
    if (isReachable) return [];
    return [error(["incidents", i, "placeId"], "unit-cannot-reach", say("checks.unit-cannot-reach"))];
  });
}
