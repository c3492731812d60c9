import { z } from "zod";
import { controlLane, id, incident, Outcome, photos, record, seen } from "@/domain/drill/terms";
import { IncidentStatus, Priority } from "@/domain/policy/schema";
import { Words } from "@/domain/text";

/** What staff saw on the street. */
export const recordings = {
  /** What staff saw on the street, and when: null is now. Only in field and mixed drills. */
  RecordArrival: z.strictObject({
    type: z.literal("RecordArrival"),
    ...controlLane,
    unitId: id,
    incident,
    ...seen,
    photos,
  }),

  RecordAction: z.strictObject({
    type: z.literal("RecordAction"),
    ...controlLane,
    actionId: id,
    incident: incident.optional(),
    otherIncident: incident.optional(),
    targetId: id.optional(),
    /** Where to, for an action on an actor that goes somewhere. */
    placeId: id.optional(),
    unitIds: z.array(id).max(40),
    note: Words(2_000),
    outcome: Outcome,
    /** Only for `classify`. */
    priority: Priority.optional(),
    category: Words(100).optional(),
    ...seen,
    photos,
  }),

  RecordStage: z.strictObject({
    type: z.literal("RecordStage"),
    ...controlLane,
    incident,
    status: IncidentStatus,
    ...seen,
    photos,
  }),

  WithdrawRecord: z.strictObject({
    type: z.literal("WithdrawRecord"),
    ...controlLane,
    record,
    reason: Words(500),
  }),
};
