import { z } from "zod";
import { say } from "@/domain/words/said";
import { ofDrill } from "@/domain/drill/event-kind";
import { unstopped } from "@/domain/drill/wording";

/** Who leads the control cell. */
export const lead = {
  /** The lead of the control cell is offered to this controller. */
  LeadOffered: ofDrill(z.strictObject({ type: z.literal("LeadOffered"), to: z.string() }))({
    review: "clock",
    change(drill, event) {
      drill.lead = { ...drill.lead, offeredTo: event.to };
    },
    says: (event, { who, nameOf }) => say("log.LeadOffered", { who, whom: nameOf(event.to) }),
  }),

  /** The offer was taken back or declined. */
  LeadOfferClosed: ofDrill(z.strictObject({ type: z.literal("LeadOfferClosed") }))({
    review: "clock",
    change(drill) {
      drill.lead = { ...drill.lead, offeredTo: null };
    },
    says: (_event, { who }) => say("log.LeadOfferClosed", { who }),
  }),

  /** Whoever this comes from leads now: the one before offered it, or was not there, and why that could not wait. */
  LeadTaken: ofDrill(
    z.strictObject({
      type: z.literal("LeadTaken"),
      how: z.enum(["offered", "absent"]),
      reason: z.string(),
    }),
  )({
    review: "clock",
    change(drill, _event, { caller }) {
      drill.lead = { holder: caller?.participantId ?? null, offeredTo: null };
    },
    says: (event, { who }) =>
      event.how === "offered"
        ? say("log.LeadTaken.offered", { who })
        : say("log.LeadTaken.unconnected", { who, reason: unstopped(event.reason) }),
  }),
};
