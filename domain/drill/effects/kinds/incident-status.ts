import type { CarryOut } from "@/domain/drill/effects/scene";

export const incidentStatus: CarryOut<"incident-status"> = (effect, { lane, context, put, stands, fail }) => {
  const incident = lane.incidents[effect.incidentId ?? context.target.incidentId ?? ""];
  const reached = incident?.statuses.find(({ status }) => status === effect.status);
  if (!incident) fail("nothing-meant", effect.incidentId);
  if (incident && !stands(reached)) {
    const byStory = context.side === null ? { byStory: true as const } : {};
    put({
      type: "IncidentStatusReached",
      incidentId: incident.incidentId,
      status: effect.status,
      ...byStory,
    });
  }
};
