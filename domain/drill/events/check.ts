import { z } from "zod";
import { say } from "@/domain/words/said";
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
    change(drill, event, { wallMs, by }) {
      drill.check = checkAfterCall(drill.check, event, by, wallMs);
    },
    says: (event, { who }) => say("log.CheckCalled", { who, no: event.no, people: event.to.length }),
  }),

  /** Whoever this comes from heard the call. */
  CheckAnswered: ofDrill(z.strictObject({ type: z.literal("CheckAnswered"), no: z.number().int().min(1) }))({
    review: "clock",
    change(drill, event, { wallMs, caller }) {
      const person = caller ? drill.check?.people[caller.participantId] : undefined;
      if (person && drill.check?.no === event.no) person.answeredMs ??= wallMs;
    },
    says: (event, { who }) => say("log.CheckAnswered", { who, no: event.no }),
  }),
};
