import { z } from "zod";
import { say } from "@/domain/words/said";
import { ofLane } from "@/domain/drill/event-kind";
import { id, atMs } from "@/domain/drill/terms";
import { unstopped } from "@/domain/drill/wording";
import { named } from "@/domain/drill/names";

/** Decision points. */
export const decisions = {
  /** `order`: the ids of its options as they are shown to everybody; old logs show them as they were written. */
  DecisionOpened: ofLane(
    z.strictObject({
      type: z.literal("DecisionOpened"),
      decisionId: id,
      closesAtMs: atMs,
      order: z.array(id).optional(),
    }),
  )({
    review: "decision",
    change(lane, event, { moment }) {
      lane.decisions[event.decisionId] = {
        opened: moment,
        order: event.order ?? null,
        closesAtMs: event.closesAtMs,
        taken: null,
        lapsed: false,
      };
    },
    says: (event, { name }) => say("log.DecisionOpened", { decision: name("decision", event.decisionId) }),
  }),

  DecisionTaken: ofLane(
    z.strictObject({ type: z.literal("DecisionTaken"), decisionId: id, optionId: id, reason: z.string() }),
  )({
    review: "decision",
    change(lane, event, { atMs, position, author }) {
      const decision = lane.decisions[event.decisionId];
      if (!decision) return;
      decision.taken = {
        atMs,
        position,
        optionId: event.optionId,
        reason: event.reason,
        ...named(author),
      };
    },
    says: (event, { who, name }) =>
      say("log.DecisionTaken", {
        who,
        option: name("option", event.optionId, event.decisionId),
        reason: unstopped(event.reason),
      }),
  }),

  DecisionLapsed: ofLane(z.strictObject({ type: z.literal("DecisionLapsed"), decisionId: id }))({
    review: "decision",
    change(lane, event) {
      const decision = lane.decisions[event.decisionId];
      if (decision) decision.lapsed = true;
    },
    says: (event, { name }) => say("log.DecisionLapsed", { decision: name("decision", event.decisionId) }),
  }),
};
