import { z } from "zod";
import { missed, neverHappened, notEvaluated, statusOfShare } from "@/domain/items/finding";
import { item } from "@/domain/items/item";
import { ref } from "@/domain/reference";

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
        why: {
          zh: `选择「${label.zh}」。${rationale.zh}`,
          en: `Chose “${label.en}”. ${rationale.en}`,
        },
        evidence: [position],
      };
    }
    if (state && (state.lapsed || over)) {
      return missed({ zh: "限时内没有作出决定。", en: "No decision was taken in time." }, [
        state.opened.position,
      ]);
    }
    if (!over) return notEvaluated({ zh: "决策点尚未出现。", en: "The decision point has not come up yet." });
    const cue = judge.cueOf(decisionId);
    const absence = cue ? judge.absenceOfCue(cue) : null;
    if (absence?.is !== "omitted") return neverHappened(absence?.evidence ?? []);
    return missed(
      {
        zh: "应有的前一步没有做到，决策点因此没有出现。",
        en: "The decision never came up, because the step before it was left out.",
      },
      absence.evidence,
    );
  },
});
