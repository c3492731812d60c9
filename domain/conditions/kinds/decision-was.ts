import { z } from "zod";
import { say } from "@/domain/words/said";
import { ref } from "@/domain/reference";
import { never, omitted } from "@/domain/conditions/absence";
import { leaf } from "@/domain/conditions/leaf";
import { since } from "@/domain/conditions/spans";

/** A decision was taken for one of its options. */
export const decisionWas = leaf(
  z.strictObject({
    op: z.literal("decision-was"),
    decisionId: ref("decision"),
    optionId: ref("option", "decisionId"),
  }),
)({
  spans: ({ decisionId, optionId }, world) => {
    const taken = world.decisions[decisionId]?.taken;
    return since(taken?.optionId === optionId ? taken : null);
  },
  sentence: ({ decisionId, optionId }, name) =>
    say("conditions.decision-was", {
      decision: name("decision", decisionId),
      option: name("option", optionId, decisionId),
    }),
  earliestMs: ({ decisionId }, times) => times.decisionMs(decisionId),
  absence: ({ decisionId }, why) => {
    const decision = why.decision(decisionId);
    if (decision) return decision.isTaken ? why.failed : omitted([decision.opened]);
    return why.ofCue(decisionId) ?? never();
  },
  shown: ({ decisionId }, log, name) => {
    const taken = log.decisions.find(({ id }) => id === decisionId)?.taken;
    return taken ? [{ text: name("option", taken.optionId, decisionId), atMs: taken.atMs }] : [];
  },
  fresh: ({ first }) => {
    const decisionId = first("decision");
    const optionId = decisionId === undefined ? undefined : first("option", decisionId);
    return decisionId === undefined || optionId === undefined
      ? null
      : { op: "decision-was", decisionId, optionId };
  },
});
