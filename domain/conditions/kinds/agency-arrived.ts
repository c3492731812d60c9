import { z } from "zod";
import { say } from "@/domain/words/said";
import { ref } from "@/domain/reference";
import { omitted } from "@/domain/conditions/absence";
import { leaf } from "@/domain/conditions/leaf";
import { since } from "@/domain/conditions/spans";

/** An agency has come to the spot. */
export const agencyArrived = leaf(
  z.strictObject({ op: z.literal("agency-arrived"), agencyId: ref("agency") }),
)({
  spans: ({ agencyId }, world) => since(world.agencies[agencyId]?.arrived ?? null),
  sentence: ({ agencyId }, name) => say("conditions.agency-arrived", { agency: name("agency", agencyId) }),
  earliestMs: ({ agencyId }, times) => times.agencyMs(agencyId),
  absence: ({ agencyId }, why) =>
    why.side === "responder" && !why.wasNotified(agencyId) ? omitted() : why.failed,
  shown: ({ agencyId }, log, name) => {
    const agency = log.agencies.find(({ id }) => id === agencyId);
    return agency && agency.arrivedAtMs !== null
      ? [{ text: name("agency", agencyId), atMs: agency.arrivedAtMs }]
      : [];
  },
  fresh: ({ first }) => {
    const agencyId = first("agency");
    return agencyId === undefined ? null : { op: "agency-arrived", agencyId };
  },
});
