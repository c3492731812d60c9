import type { Effect } from "@/domain/actions/effects";
import type { ActionDefinition } from "@/domain/actions/schema";
import { leavesOf, type ConditionLeaf } from "@/domain/conditions/schema";
import { kindOf as itemKindOf } from "@/domain/items/kinds";
import type { ScoredItem } from "@/domain/items/schema";
import type { Context } from "@/domain/scenario/checks/context";
import { conditionsOf } from "@/domain/scenario/checks/conditions";
import { warning } from "@/domain/scenario/checks/rule";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";

/** An action that players are expected to take, and that changes no line of any score card. */
export const expectedUnscored = warning((context) => {
  const { scenario, actions, nameOf } = context;
  const counts = countingIn(context);
  return scenario.injects.flatMap(({ expected }, i) =>
    expected.flatMap(({ actionId, objectiveId }, j) => {
      const action = actions.get(actionId);
      // Where it is unknown the broken reference is told elsewhere.
      if (!action || counts(action, objectiveId)) return [];
      const said = say("checks.expected-unscored", { action: nameOf("action", actionId) ?? actionId });
      return [{ path: ["injects", i, "expected", j], said }];
    }),
  );
});

/**
 * Tells whether an action can change a line: an item asks for it, or for what it brings about; an evaluator rates the
 * objective it serves; or something that an item hangs on waits for it.
 */
function countingIn({ scenario, standards }: Context) {
  const read = readIn(scenario);
  const stages = new Set(
    scenario.items.flatMap((item) => {
      const standard =
        item.kind === "timing" ? standards?.find(({ id }) => id === item.standardId) : undefined;
      return standard ? [standard.from, standard.to] : [];
    }),
  );
  const rated = new Set(
    scenario.items.flatMap((item) => (itemKindOf(item).entered === null ? [] : (item.objectiveId ?? []))),
  );
  const brings = (effect: Effect): boolean =>
    effect.effect === "incident-status"
      ? stages.has(effect.status) || read.has(`status ${effect.status}`)
      : subjectsOfEffect(effect).some((subject) => read.has(subject));
  return ({ id, effects, effectsOnFailure = [] }: ActionDefinition, objectiveId: string): boolean =>
    read.has(`action ${id}`) || rated.has(objectiveId) || [...effects, ...effectsOnFailure].some(brings);
}

/** What items, and injects and decisions and actions before them, read of the world. */
function readIn(scenario: Scenario): ReadonlySet<string> {
  const leaves = [
    ...scenario.items.flatMap((item) => conditionsOf(item).map(({ condition }) => condition)),
    ...scenario.injects.flatMap(({ trigger }) => (trigger.on === "condition" ? [trigger.when] : [])),
    ...scenario.decisions.map(({ opens }) => opens),
    ...scenario.actions.flatMap(({ precondition }) => precondition ?? []),
  ].flatMap(leavesOf);
  return new Set([...leaves.flatMap(subjectsOfLeaf), ...scenario.items.flatMap(subjectsOfMarks)]);
}

function subjectsOfMarks(item: ScoredItem): string[] {
  if (item.kind !== "procedure") return [];
  return [item.within?.after, item.notBefore].flatMap((mark) => {
    if (mark?.mark === "action") return [`action ${mark.actionId}`];
    return mark?.mark === "incident" ? [`status ${mark.status}`] : [];
  });
}

function subjectsOfLeaf(leaf: ConditionLeaf): string[] {
  switch (leaf.op) {
    case "action-done":
    case "ruling-was":
      return [`action ${leaf.actionId}`];
    case "noticed":
      return leaf.actionId === undefined ? ["actor"] : [`action ${leaf.actionId}`];
    case "incident-status":
      return [`status ${leaf.reached}`];
    case "unit-on-scene":
      return ["units"];
    case "gauge":
      return [`gauge ${leaf.gaugeId}`];
    case "fact-known":
      return [`fact ${leaf.factId}`];
    case "actor-status":
    case "actor-at":
      return ["actor"];
    case "agency-arrived":
      return ["agency"];
    case "time-since":
      return leaf.mark.mark === "action" ? [`action ${leaf.mark.actionId}`] : [];
    case "clock":
    case "decision-was":
    case "inject-delivered":
    case "read-back":
      return [];
  }
}

function subjectsOfEffect(effect: Effect): string[] {
  switch (effect.effect) {
    case "dispatch":
    case "return":
    case "call-in":
      return ["units"];
    case "notify-agency":
      return ["agency"];
    case "gauge":
      return [`gauge ${effect.gaugeId}`];
    case "reveal":
      return [`fact ${effect.factId}`];
    case "actor":
    case "set-out":
    case "hide":
    case "find":
    case "sighting":
    case "watch":
      return ["actor"];
    case "incident-status":
    case "merge":
    case "congestion":
      return [];
  }
}
