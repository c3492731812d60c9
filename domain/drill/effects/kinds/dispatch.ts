import { routeForUnit, routeSeen, unitSent } from "@/domain/drill/movement";
import type { CarryOut } from "@/domain/drill/effects/scene";

export const dispatch: CarryOut<"dispatch"> = (
  _effect,
  { play, lane, plan, worldMs, observedAtMs, context, put, fail },
) => {
  const { incidentId } = context.target;
  const place = plan.incidents.get(incidentId ?? "")?.placeId;
  if (incidentId === undefined || place === undefined || context.unitIds.length === 0) {
    fail("nothing-meant");
    return;
  }
  for (const unitId of context.unitIds) {
    const route =
      routeForUnit(play.drill, lane, unitId, place, worldMs) ??
      (observedAtMs === null ? null : routeSeen(play.drill, place));
    if (route) put(unitSent(unitId, { incidentId, placeId: null }, route, worldMs));
    else fail("no-way", unitId, place);
  }
};
