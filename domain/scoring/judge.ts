import type { Plan } from "@/domain/drill/plan";
import { tierFor } from "@/domain/policy/tier";
import type { Lane } from "@/domain/drill/state";
import { nameForReaders } from "@/domain/drill/names";
import { handedIn } from "@/domain/items/assessments";
import type { Judge, Now } from "@/domain/items/judge";
import type { ScoredItem } from "@/domain/items/schema";
import {
  absenceOfCue,
  absenceOfGoal,
  absenceOfMark,
  certainly,
  leftUnanswered,
  occasionMissing,
  type Judged,
} from "./absence";

/** What the kinds of item may ask of a lane, answered. */
export function judgeOf({ side }: ScoredItem, lane: Lane, plan: Plan, now: Now): Judge {
  const judged: Judged = { lane, plan, side, atMs: now.atMs };
  return {
    side,
    now,
    world: lane,
    cast: plan,
    observed: (itemId) => handedIn(lane.observations, itemId, lane.submitted).map(named),
    rated: (itemId) => handedIn(lane.ratings, itemId, lane.submitted).map(named),
    tierOf: (standardId, incidentId) => {
      const standard = plan.standards.get(standardId);
      const incident = plan.incidents.get(incidentId);
      if (!standard || !incident) return null;
      const tier = tierFor(standard, { atlas: plan.atlas, placeId: incident.placeId }, incident.priority);
      return tier && { from: standard.from, to: standard.to, fullMs: tier.fullMs, limitMs: tier.limitMs };
    },
    decision: (decisionId) => {
      const state = lane.decisions[decisionId];
      if (!state) return null;
      const { opened, lapsed, taken } = state;
      const option = plan.decisions.get(decisionId)?.options.find(({ id }) => id === taken?.optionId);
      return { opened, lapsed, chosen: taken && option ? { ...option, position: taken.position } : null };
    },
    cueOf: (decisionId) => plan.decisions.get(decisionId)?.opens ?? null,
    absenceOfGoal: (condition) => absenceOfGoal(condition, judged),
    absenceOfCue: (condition) => absenceOfCue(condition, judged),
    absenceOfMark: (mark) => absenceOfMark(mark, judged),
    occasionMissing: (conditions, objectiveId) => occasionMissing(conditions, objectiveId, judged),
    certainly: (condition) => certainly(condition, judged),
    leftUnanswered: (conditions) => leftUnanswered(conditions, judged),
  };
}

/** With the evaluator's name as readers of each language write it. */
function named<Entry extends { evaluatorName: string; evaluatorLatinName?: string }>(entry: Entry) {
  const { evaluatorName: name, evaluatorLatinName: latinName } = entry;
  return { ...entry, evaluatorName: nameForReaders({ name, latinName }) };
}
