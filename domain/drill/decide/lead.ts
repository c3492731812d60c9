import type { Decides } from "@/domain/drill/asking";
import type { lead as leadShapes } from "@/domain/drill/commands/lead";
import { closedOffer, offeredLead, takenLead } from "@/domain/drill/lead";

/** Who leads the control cell. What comes of each. */
export const lead: Decides<keyof typeof leadShapes> = {
  OfferLead({ drill, command, by, put }) {
    put(offeredLead(drill, by, command.to));
  },

  CloseLeadOffer({ drill, by, put }) {
    put(closedOffer(drill, by));
  },

  TakeLead({ drill, command, asked, by, put }) {
    put(takenLead(drill, by, { reason: command.reason, absent: asked.absent ?? [] }));
  },
};
