import { z } from "zod";
import { say } from "@/domain/words/said";
import { IncidentStatus } from "@/domain/policy/schema";
import { ref } from "@/domain/reference";
import { leaf } from "@/domain/conditions/leaf";
import { statusShown } from "@/domain/conditions/log";
import { since, statusReached } from "@/domain/conditions/spans";
import { statusWords } from "@/domain/conditions/words";

/** An incident has come to a status. */
export const incidentStatus = leaf(
  z.strictObject({
    op: z.literal("incident-status"),
    incidentId: ref("incident"),
    reached: IncidentStatus,
  }),
)({
  spans: ({ incidentId, reached }, world) => since(statusReached(world, incidentId, reached)),
  sentence: ({ incidentId, reached }, name) =>
    say("conditions.incident-status", {
      incident: name("incident", incidentId),
      status: statusWords(reached),
    }),
  earliestMs: ({ incidentId }, times) => times.incidentMs(incidentId),
  absence: ({ incidentId }, why) => why.ofIncident(incidentId),
  shown: ({ incidentId, reached }, log, name) =>
    statusShown(log, incidentId, reached, name("incident", incidentId), statusWords(reached)),
  fresh: ({ first }) => {
    const incidentId = first("incident");
    return incidentId === undefined ? null : { op: "incident-status", incidentId, reached: "on-scene" };
  },
});
