import { isOnDuty } from "@/domain/drill/duty";
import type { CarryOut } from "@/domain/drill/effects/scene";

export const callIn: CarryOut<"call-in"> = (_effect, { lane, plan, observedAtMs, context, put, fail }) => {
  if (context.unitIds.length === 0) fail("nothing-meant");
  for (const unitId of context.unitIds) {
    if (observedAtMs !== null || !isOnDuty(plan, lane, unitId)) put({ type: "UnitCalledIn", unitId });
  }
};
