import { z } from "zod";
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
    says: (event, { who, nameOf }) => {
      const to = nameOf(event.to);
      return {
        zh: `${who.zh}将主控移交给${to.zh}，等待接收。`,
        en: `${who.en} offered the lead to ${to.en}.`,
      };
    },
  }),

  /** The offer was taken back or declined. */
  LeadOfferClosed: ofDrill(z.strictObject({ type: z.literal("LeadOfferClosed") }))({
    review: "clock",
    change(drill) {
      drill.lead = { ...drill.lead, offeredTo: null };
    },
    says: (_event, { who }) => ({
      zh: `${who.zh}取消主控移交。`,
      en: `${who.en} closed the offer of the lead.`,
    }),
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
        ? { zh: `${who.zh}接收主控。`, en: `${who.en} took the lead that was offered.` }
        : {
            zh: `主控离线，${who.zh}接管主控：${unstopped(event.reason)}。`,
            en: `Whoever led was not connected; ${who.en} took over: ${unstopped(event.reason)}.`,
          },
  }),
};
