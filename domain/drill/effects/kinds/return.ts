import { routeForUnit, routeSeen, unitSent } from "@/domain/drill/movement";
import type { CarryOut } from "@/domain/drill/effects/scene";

export const sendBack: CarryOut<"return"> = (
  _effect,
  { play, lane, plan, worldMs, observedAtMs, context, put, fail },
) => {
  if (context.unitIds.length === 0) fail("nothing-meant");
  for (const unitId of context.unitIds) {
    const station = plan.units.get(unitId)?.stationId;
    if (station === undefined) continue;
    const route =
      routeForUnit(play.drill, lane, unitId, station, worldMs) ??
      (observedAtMs === null ? null : routeSeen(play.drill, station));
    if (route) put(unitSent(unitId, { incidentId: null, placeId: null }, route, worldMs));
    else fail("no-way", unitId, station);
  }
};
