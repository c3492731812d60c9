import { z } from "zod";
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
    says: (event, { name }) => ({
      zh: `接报警情“${name("incident", event.incidentId).zh}”。`,
      en: `“${name("incident", event.incidentId).en}” was reported.`,
    }),
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
    says: (event, { name }) => {
      const status = statusWords(event.status);
      return {
        zh: `“${name("incident", event.incidentId).zh}”：${status.zh}。`,
        en: `“${name("incident", event.incidentId).en}”: ${status.en}.`,
      };
    },
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
    says: (event, { who, name }) => ({
      zh: `${who.zh}将“${name("incident", event.incidentId).zh}”定为 ${event.priority} 级${event.category ? `（${event.category}）` : ""}。`,
      en: `${who.en} classified “${name("incident", event.incidentId).en}” as P${event.priority}${event.category ? ` (${event.category})` : ""}.`,
    }),
  }),

  IncidentsMerged: ofLane(z.strictObject({ type: z.literal("IncidentsMerged"), incidentId: id, into: id }))({
    review: "move",
    change(lane, event) {
      const incident = lane.incidents[event.incidentId];
      if (incident) incident.mergedInto = event.into;
    },
    says: (event, { name }) => ({
      zh: `“${name("incident", event.incidentId).zh}”并入“${name("incident", event.into).zh}”。`,
      en: `“${name("incident", event.incidentId).en}” was merged into “${name("incident", event.into).en}”.`,
    }),
  }),
};
