import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { error, warning, type Path, type Problem } from "./problem";
import { missing, referenceChecks } from "./references";
import type { Surroundings } from "./surroundings";

type Inject = Scenario["injects"][number];

/** What is wrong with the injects one by one: references, triggers that never come, nothing expected of anybody. */
export function injectProblems(scenario: Scenario, surroundings: Surroundings): Problem[] {
  const { ids } = surroundings;
  const check = referenceChecks(scenario, surroundings);
  return scenario.injects.flatMap((inject, i) => {
    const at: Path = ["injects", i];
    const { trigger } = inject;
    return [
      ...missing([...at, "incidentId"], "incident", inject.incidentId, ids.incidents),
      ...check.effects([...at, "effects"], inject.effects),
      ...(trigger.on === "condition" ? check.condition([...at, "trigger", "when"], trigger.when) : []),
      ...(trigger.on === "after"
        ? missing([...at, "trigger", "injectId"], "inject", trigger.injectId, ids.injects)
        : []),
      ...inject.expected.flatMap(({ actionId, objectiveId }, j) => [
        ...missing([...at, "expected", j, "actionId"], "action", actionId, ids.actions),
        ...missing([...at, "expected", j, "objectiveId"], "objective", objectiveId, ids.objectives),
      ]),
      ...circleProblems(scenario, at, inject),
      ...unscoredProblems(at, inject),
    ];
  });
}

function circleProblems(scenario: Scenario, at: Path, { id, trigger }: Inject): Problem[] {
  if (trigger.on !== "after" || !circleFrom(scenario, id)) return [];
  return [error([...at, "trigger"], "inject-never-due", say("checks.inject-never-due"))];
}

/** Whether following "after" triggers from an inject leads back to it. */
function circleFrom(scenario: Scenario, injectId: string): boolean {
  const before = new Map(
    scenario.injects.flatMap(({ id, trigger }) =>
      trigger.on === "after" ? [[id, trigger.injectId] as const] : [],
    ),
  );
  let at = before.get(injectId);
  for (let steps = 0; at !== undefined && steps <= before.size; steps++) {
    if (at === injectId) return true;
    at = before.get(at);
  }
  return false;
}

function unscoredProblems(at: Path, { audience, expected }: Inject): Problem[] {
  if (audience === "control" || audience === "opposition" || expected.length > 0) return [];
  return [warning([...at, "expected"], "inject-unscored", say("checks.inject-unscored"))];
}
