import type { CarryOut } from "@/domain/drill/effects/scene";

export const merge: CarryOut<"merge"> = (_effect, { context, put, fail }) => {
  const { incidentId, otherIncidentId } = context.target;
  if (incidentId !== undefined && otherIncidentId !== undefined) {
    put({ type: "IncidentsMerged", incidentId: otherIncidentId, into: incidentId });
  } else fail("nothing-meant");
};
