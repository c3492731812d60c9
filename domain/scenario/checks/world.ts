import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { error, type Path, type Problem } from "./problem";
import { missing } from "./references";
import type { Surroundings } from "./surroundings";

/** What is wrong with where the scenario plays, who is on duty and where everything stands at the start. */
export function worldProblems(scenario: Scenario, { ground, ids }: Surroundings): Problem[] {
  const { units, rota } = scenario.forces;
  const shiftAt = (path: Path, shift: number | undefined) => shiftProblems(scenario, path, shift);
  return [
    ...(ground && scenario.groundId !== ground.id
      ? [
          error(
            ["groundId"],
            "reference-broken",
            say("checks.missing", { what: say("checks.kind.ground"), id: scenario.groundId }),
          ),
        ]
      : []),
    ...scenario.builtInActions.flatMap((id, i) =>
      missing(["builtInActions", i], "built-in-action", id, ids.builtInActions),
    ),
    ...units.flatMap(({ stationId }, i) =>
      missing(["forces", "units", i, "stationId"], "station", stationId, ids.stations),
    ),
    ...shiftAt(["forces", "rota", "onDutyAtStart"], rota?.onDutyAtStart),
    ...units.flatMap(({ shift }, i) => shiftAt(["forces", "units", i, "shift"], shift)),
    ...scenario.actors.flatMap(({ placeId }, i) =>
      missing(["actors", i, "placeId"], "place", placeId, ids.places),
    ),
    ...scenario.incidents.flatMap(({ placeId }, i) =>
      missing(["incidents", i, "placeId"], "place", placeId, ids.places),
    ),
  ];
}

function shiftProblems({ forces }: Scenario, path: Path, shift: number | undefined): Problem[] {
  const { shifts } = forces.package;
  if (shift === undefined || shift <= shifts) return [];
  return [error(path, "shift-unknown", say("checks.shift-unknown", { shift, count: shifts }))];
}
