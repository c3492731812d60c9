import { z } from "zod";
import { actionNo, controlLane, id, incident, Outcome } from "@/domain/drill/terms";
import { Priority } from "@/domain/policy/schema";
import { SaidWords, Words } from "@/domain/text";

/** Actions of both sides, rulings on them, and decisions. */
export const actions = {
  TakeAction: z.strictObject({
    type: z.literal("TakeAction"),
    actionId: id,
    incident: incident.optional(),
    otherIncident: incident.optional(),
    targetId: id.optional(),
    /** Where to, for an action on an actor that goes somewhere. */
    placeId: id.optional(),
    /** Number of the noticed move it answers, as the asking side counts what it noticed. */
    counters: z.number().int().min(1).max(9_999).optional(),
    unitIds: z.array(id).max(40),
    note: Words(2_000),
    /** Only for `classify`. */
    priority: Priority.optional(),
    category: Words(100).optional(),
  }),

  Rule: z.strictObject({
    type: z.literal("Rule"),
    ...controlLane,
    no: actionNo,
    outcome: Outcome,
    rationale: SaidWords(1_000),
  }),

  Decide: z.strictObject({
    type: z.literal("Decide"),
    decisionId: id,
    optionId: id,
    reason: Words(1_000),
  }),
};
