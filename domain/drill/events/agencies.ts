import { z } from "zod";
import { say } from "@/domain/words/said";
import { ofLane } from "@/domain/drill/event-kind";
import { planOf } from "@/domain/drill/plan";
import { id, atMs } from "@/domain/drill/terms";

/** Agencies that are called. */
export const agencies = {
  AgencyNotified: ofLane(
    z.strictObject({
      type: z.literal("AgencyNotified"),
      agencyId: id,
      incidentId: id.nullable(),
      answersAtMs: atMs,
      arrivesAtMs: atMs.nullable(),
    }),
  )({
    review: "move",
    change(lane, event, { seen }) {
      // Of two who saw it called the earlier counts.
      lane.agencies[event.agencyId] ??= {
        incidentId: event.incidentId,
        notified: seen,
        answersAtMs: event.answersAtMs,
        answered: null,
        arrivesAtMs: event.arrivesAtMs,
        arrived: null,
      };
    },
    says: (event, { name }) => say("log.AgencyNotified", { agency: name("agency", event.agencyId) }),
  }),

  AgencyAnswered: ofLane(z.strictObject({ type: z.literal("AgencyAnswered"), agencyId: id }))({
    review: "call",
    change(lane, event, { atMs, position, moment, setup }) {
      const agency = lane.agencies[event.agencyId];
      const planned = planOf(setup).agencies.get(event.agencyId);
      if (!planned) return;
      if (agency && agency.answersAtMs <= atMs) agency.answered = moment;
      // What a side was told stays told, also where the call to the agency was withdrawn.
      lane.deliveries.push({
        atMs,
        position,
        injectId: null,
        agencyId: event.agencyId,
        kind: "agency-reply",
        audience: "responder",
        again: false,
        playedBy: null,
        toSide: false,
        from: planned.name,
        text: planned.answer,
        incidentId: agency?.incidentId ?? null,
      });
    },
    says: (event, { name, plan }) =>
      say("log.AgencyAnswered", {
        agency: name("agency", event.agencyId),
        answer: plan.agencies.get(event.agencyId)?.answer ?? "",
      }),
  }),

  AgencyArrived: ofLane(z.strictObject({ type: z.literal("AgencyArrived"), agencyId: id }))({
    review: "world",
    change(lane, event, { atMs, position }) {
      const agency = lane.agencies[event.agencyId];
      // A call that was recorded late brings the agency when it would have come.
      const dueMs = agency?.arrivesAtMs ?? null;
      if (agency && dueMs !== null && dueMs <= atMs) agency.arrived = { atMs: dueMs, position };
    },
    says: (event, { name }) => say("log.AgencyArrived", { agency: name("agency", event.agencyId) }),
  }),
};
