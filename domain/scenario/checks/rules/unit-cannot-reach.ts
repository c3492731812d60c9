import { error } from "@/domain/scenario/checks/rule";
import { quickestMs } from "@/domain/scenario/checks/travel";
import { say } from "@/domain/words/said";

/** An incident that no crew can drive to from where it stands. */
export const unitCannotReach = error((context) => {
  const { scenario } = context;
  return scenario.incidents.flatMap(({ placeId }, i) => {
    // Where the place is unknown the broken reference is told elsewhere.
    if (quickestMs(context, scenario.forces.units, placeId) !== null) return [];
    return [{ path: ["incidents", i, "placeId"], said: say("checks.unit-cannot-reach") }];
  });
});
