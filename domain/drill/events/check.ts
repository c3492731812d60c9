import { z } from "zod";
import { checkAfterCall } from "@/domain/drill/communications-check";
import { ofDrill } from "@/domain/drill/event-kind";

/** The communications check. */
export const check = {
  /** The communications check of this number was called, or called again, to these people. */
  CheckCalled: ofDrill(
    z.strictObject({
      type: z.literal("CheckCalled"),
      no: z.number().int().min(1),
      to: z.array(z.string()),
    }),
  )({
    review: "clock",
    change(drill, event, { wallMs, byName }) {
      drill.check = checkAfterCall(drill.check, event, byName, wallMs);
    },
    says: (event, { who }) => ({
      zh: `${who.zh}呼叫第 ${event.no} 次通信检查，应答 ${event.to.length} 人。`,
      en: `${who.en} called communications check ${event.no}; ${event.to.length} to answer.`,
    }),
  }),

  /** Whoever this comes from heard the call. */
  CheckAnswered: ofDrill(z.strictObject({ type: z.literal("CheckAnswered"), no: z.number().int().min(1) }))({
    review: "clock",
    change(drill, event, { wallMs, caller }) {
      const person = caller ? drill.check?.people[caller.participantId] : undefined;
      if (person && drill.check?.no === event.no) person.answeredMs ??= wallMs;
    },
    says: (event, { who }) => ({
      zh: `${who.zh}应答第 ${event.no} 次通信检查。`,
      en: `${who.en} answered communications check ${event.no}.`,
    }),
  }),
};
