import { z } from "zod";
import { missed, neverHappened, notEvaluated, statusOfShare } from "@/domain/items/finding";
import { item } from "@/domain/items/item";
import { ref } from "@/domain/reference";
import { say } from "@/domain/words/said";

/** The option chosen at a decision point, with what it is worth and why. */
export const decision = item({ kind: z.literal("decision"), decisionId: ref("decision") })({
  entered: null,
  inLog: ({ decisionId }) => ({ of: "decision", decisionId }),
  fresh: ({ first }) => {
    const decisionId = first("decision");
    return decisionId === undefined ? null : { kind: "decision", decisionId };
  },
  finding: ({ decisionId }, judge) => {
    const { over } = judge.now;
    const state = judge.decision(decisionId);
    if (state?.chosen) {
      const { label, worth, rationale, position } = state.chosen;
      return {
        status: statusOfShare(worth),
        share: worth,
        why: say("scores.decision.chose", { option: label, reason: rationale }),
        evidence: [position],
      };
    }
    if (state && (state.lapsed || over)) {
      return missed(say("scores.decision.tooLate"), [state.opened.position]);
    }
    if (!over) return notEvaluated(say("scores.decision.notYet"));
    const cue = judge.cueOf(decisionId);
    const absence = cue ? judge.absenceOfCue(cue) : null;
    if (absence?.is !== "omitted") return neverHappened(absence?.evidence ?? []);
    return missed(say("scores.decision.stepOmitted"), absence.evidence);
  },
});
