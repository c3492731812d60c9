import type { Plan } from "@/domain/drill/plan";
import type { Lane } from "@/domain/drill/state";
import type { ScoredItem } from "@/domain/scenario/schema";
import { absenceOfCue } from "./absence";
import { missed, neverHappened, notEvaluated, statusOfShare, type Finding, type Now } from "./finding";

/** The option chosen at a decision point, with what it is worth and why. */
export function decisionFinding(
  item: Extract<ScoredItem, { kind: "decision" }>,
  lane: Lane,
  plan: Plan,
  now: Now,
): Finding {
  const state = lane.decisions[item.decisionId];
  const taken = state?.taken;
  const option = plan.decisions
    .get(item.decisionId)
    ?.options.find((candidate) => candidate.id === taken?.optionId);
  if (taken && option) {
    return {
      status: statusOfShare(option.worth),
      share: option.worth,
      why: {
        zh: `选择「${option.label.zh}」。${option.rationale.zh}`,
        en: `Chose “${option.label.en}”. ${option.rationale.en}`,
      },
      evidence: [taken.position],
    };
  }
  if (state?.lapsed || (state && now.over)) {
    return {
      status: "missed",
      share: 0,
      why: { zh: "限时内没有作出决定。", en: "No decision was taken in time." },
      evidence: [state.opened.position],
    };
  }
  if (!now.over)
    return notEvaluated({ zh: "决策点尚未出现。", en: "The decision point has not come up yet." });
  const opens = plan.decisions.get(item.decisionId)?.opens;
  const absence = opens ? absenceOfCue(opens, { lane, plan, side: item.side, atMs: now.atMs }) : null;
  if (absence?.is !== "omitted") return neverHappened(absence?.evidence ?? []);
  return missed(
    {
      zh: "应有的前一步没有做到，决策点因此没有出现。",
      en: "The decision never came up, because the step before it was left out.",
    },
    absence.evidence,
  );
}
