import { z } from "zod";
import { Words } from "@/domain/text";

/** Who leads the control cell. */
export const lead = {
  OfferLead: z.strictObject({ type: z.literal("OfferLead"), to: z.string().min(1).max(64) }),

  /** Takes an offer back, or declines it. */
  CloseLeadOffer: z.strictObject({ type: z.literal("CloseLeadOffer") }),

  /** Accepts an offer; or takes over from somebody who is not there, for a reason. */
  TakeLead: z.strictObject({ type: z.literal("TakeLead"), reason: Words(500) }),
};
