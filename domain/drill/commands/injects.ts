import { z } from "zod";
import { controlLane, id, incident, words } from "@/domain/drill/terms";
import { InjectAudience } from "@/domain/injects/audience";
import { InjectKind } from "@/domain/injects/schema";
import { LocalText, Words } from "@/domain/text";

/** Injects, planned and made up. */
export const injects = {
  DeliverInject: z.strictObject({ type: z.literal("DeliverInject"), ...controlLane, injectId: id }),

  /** Hands out once more what was delivered. */
  ResendInject: z.strictObject({ type: z.literal("ResendInject"), ...controlLane, injectId: id }),

  HoldInject: z.strictObject({ type: z.literal("HoldInject"), ...controlLane, injectId: id }),

  ReleaseInject: z.strictObject({ type: z.literal("ReleaseInject"), ...controlLane, injectId: id }),

  SkipInject: z.strictObject({
    type: z.literal("SkipInject"),
    ...controlLane,
    injectId: id,
    reason: z.string().max(500),
  }),

  EditInject: z.strictObject({
    type: z.literal("EditInject"),
    ...controlLane,
    injectId: id,
    text: LocalText,
    from: LocalText,
  }),

  SendAdHocInject: z.strictObject({
    type: z.literal("SendAdHocInject"),
    ...controlLane,
    kind: InjectKind,
    audience: InjectAudience,
    from: Words(200),
    text: words,
    incident: incident.nullable(),
  }),
};
