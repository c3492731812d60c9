import type { CarryOut } from "@/domain/drill/effects/scene";

export const notifyAgency: CarryOut<"notify-agency"> = (
  effect,
  { lane, plan, worldMs, context, put, stands, fail },
) => {
  const agency = plan.agencies.get(effect.agencyId ?? context.target.targetId ?? "");
  if (!agency) fail("nothing-meant");
  if (!agency || stands(lane.agencies[agency.id]?.notified)) return;
  put({
    type: "AgencyNotified",
    agencyId: agency.id,
    incidentId: context.target.incidentId ?? null,
    answersAtMs: worldMs + agency.answersAfterMs,
    arrivesAtMs: agency.arrivesAfterMs === null ? null : worldMs + agency.arrivesAfterMs,
  });
};
