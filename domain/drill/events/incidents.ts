import { z } from "zod";
import { say } from "@/domain/words/said";
import { statusWords } from "@/domain/conditions/words";
import { ofLane } from "@/domain/drill/event-kind";
import { id, record, photos } from "@/domain/drill/terms";
import { IncidentStatus, Priority } from "@/domain/policy/schema";

/** Incidents as they are reported and dealt with. */
export const incidents = {
  IncidentReported: ofLane(z.strictObject({ type: z.literal("IncidentReported"), incidentId: id }))({
    review: "call",
    change(lane, event, { atMs, position }) {
      lane.incidents[event.incidentId] = {
        incidentId: event.incidentId,
        number: Object.keys(lane.incidents).length + 1,
        statuses: [{ atMs, position, status: "reported" }],
        priority: null,
        category: "",
        mergedInto: null,
      };
    },
    says: (event, { name }) => say("log.IncidentReported", { incident: name("incident", event.incidentId) }),
  }),

  IncidentStatusReached: ofLane(
    z.strictObject({
      type: z.literal("IncidentStatusReached"),
      incidentId: id,
      status: IncidentStatus,
      /** Neither side brought it about: an inject did. */
      byStory: z.literal(true).optional(),
      record: record.optional(),
      photos,
    }),
  )({
    review: "world",
    change(lane, event, { position, seen }) {
      const statuses = lane.incidents[event.incidentId]?.statuses;
      if (statuses && !statuses.some(({ status }) => status === event.status)) {
        statuses.push({
          atMs: seen.atMs,
          position,
          status: event.status,
          ...(event.byStory ? { byStory: true as const } : {}),
        });
      }
    },
    says: (event, { name }) =>
      say("log.IncidentStatusReached", {
        incident: name("incident", event.incidentId),
        status: statusWords(event.status),
      }),
  }),

  IncidentClassified: ofLane(
    z.strictObject({
      type: z.literal("IncidentClassified"),
      incidentId: id,
      priority: Priority,
      category: z.string(),
    }),
  )({
    review: "move",
    change(lane, event) {
      const incident = lane.incidents[event.incidentId];
      if (incident) {
        incident.priority = event.priority;
        incident.category = event.category;
      }
    },
    says: (event, { who, name }) =>
      say("log.IncidentClassified", {
        who,
        incident: name("incident", event.incidentId),
        priority: event.priority,
        category: event.category,
      }),
  }),

  IncidentsMerged: ofLane(z.strictObject({ type: z.literal("IncidentsMerged"), incidentId: id, into: id }))({
    review: "move",
    change(lane, event) {
      const incident = lane.incidents[event.incidentId];
      if (incident) incident.mergedInto = event.into;
    },
    says: (event, { name }) =>
      say("log.IncidentsMerged", {
        incident: name("incident", event.incidentId),
        into: name("incident", event.into),
      }),
  }),
};
