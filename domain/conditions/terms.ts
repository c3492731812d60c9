import { z } from "zod";
import { IncidentStatus } from "@/domain/policy/schema";
import { ref } from "@/domain/reference";

export const Side = z.enum(["responder", "opposition"]);
export type Side = z.infer<typeof Side>;

export const Branch = z.enum(["station", "traffic", "patrol", "special", "auxiliary", "community"]);
export type Branch = z.infer<typeof Branch>;

export const ActorStatus = z.enum(["at-large", "located", "intercepted", "in-custody", "calm", "gone"]);
export type ActorStatus = z.infer<typeof ActorStatus>;

/** A moment in a drill that times are counted from. */
export const Mark = z.discriminatedUnion("mark", [
  z.strictObject({ mark: z.literal("start") }),
  z.strictObject({ mark: z.literal("incident"), incidentId: ref("incident"), status: IncidentStatus }),
  z.strictObject({ mark: z.literal("inject"), injectId: ref("inject") }),
  z.strictObject({
    mark: z.literal("action"),
    actionId: ref("action"),
    incidentId: ref("incident").optional(),
  }),
]);
export type Mark = z.infer<typeof Mark>;
