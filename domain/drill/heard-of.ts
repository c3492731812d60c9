import { findBuiltInAction } from "@/domain/actions/catalogue";
import type { ActionDefinition } from "@/domain/actions/schema";
import { spansOf } from "@/domain/conditions/evaluate";
import type { Condition, ConditionLeaf } from "@/domain/conditions/schema";
import type { Side } from "@/domain/conditions/terms";
import { takesHold } from "./contact";
import type { Plan } from "./plan";
import type { Lane } from "./state";
import { sidesOf } from "./team-role";

/**
 * Whether a side has heard of what an action of the story is about. Until then the action is not there for it, not even
 * by its name: "move the old man out of 501" would tell of him (docs/decisions/0070-actions-of-the-story.md).
 *
 * Once heard of it stays. Built-in actions are everybody's.
 */
export function isHeardOf(action: ActionDefinition, lane: Lane, plan: Plan, atMs: number): boolean {
  if (findBuiltInAction(action.id) !== undefined) return true;
  if (action.knownWhen) {
    return spansOf(action.knownWhen, lane, plan).some(({ fromMs }) => fromMs <= atMs);
  }
  const asked = action.precondition ? heard(action.precondition, action.side, lane, plan) : null;
  return asked !== false && thoseTaken(action).every((actorId) => lane.actors[actorId]?.believed !== null);
}

/** Whether there is anything that a side may not have heard of yet: such an action is told of when it has. */
export function needsHearing(action: ActionDefinition, plan: Plan): boolean {
  if (findBuiltInAction(action.id) !== undefined) return false;
  if (action.knownWhen) return true;
  const asks = action.precondition && asksOf(action.precondition, action.side, plan);
  return asks === true || thoseTaken(action).length > 0;
}

/** Whom the responder would lay hands on by an action that names them. */
function thoseTaken({ side, effects }: ActionDefinition): string[] {
  if (side !== "responder") return [];
  return effects.flatMap((effect) =>
    effect.effect === "actor" && takesHold(effect.status) && effect.actorId !== undefined
      ? [effect.actorId]
      : [],
  );
}

/** Whether a side has heard of what a condition is about; null where it is about nothing that one hears of. */
function heard(condition: Condition, side: Side, lane: Lane, plan: Plan): boolean | null {
  switch (condition.op) {
    case "not":
      return null;
    case "all": {
      const parts = partsHeard(condition.of, side, lane, plan).filter((part) => part !== null);
      return parts.length === 0 ? null : parts.every(Boolean);
    }
    case "any": {
      const parts = partsHeard(condition.of, side, lane, plan);
      return parts.includes(null) ? null : parts.some(Boolean);
    }
    default:
      return isNews(condition, side, plan) ? leafHeard(condition, lane) : null;
  }
}

function partsHeard(parts: readonly Condition[], side: Side, lane: Lane, plan: Plan): (boolean | null)[] {
  return parts.map((part) => heard(part, side, lane, plan));
}

/** Whether a condition is about something that one hears of, whatever has happened. */
function asksOf(condition: Condition, side: Side, plan: Plan): boolean {
  switch (condition.op) {
    case "not":
      return false;
    case "all":
      return condition.of.some((part) => asksOf(part, side, plan));
    case "any":
      return condition.of.every((part) => asksOf(part, side, plan));
    default:
      return isNews(condition, side, plan);
  }
}

/** Facts and words that reach a side; for the responder also calls, and persons it looks for. */
function isNews(leaf: ConditionLeaf, side: Side, plan: Plan): boolean {
  switch (leaf.op) {
    case "fact-known":
      return leaf.side === side;
    case "inject-delivered": {
      const audience = plan.injects.get(leaf.injectId)?.audience;
      return audience !== undefined && sidesOf(audience).includes(side);
    }
    case "unit-on-scene":
    case "incident-status":
    case "actor-status":
      return side === "responder";
    default:
      return false;
  }
}

function leafHeard(leaf: ConditionLeaf, lane: Lane): boolean {
  switch (leaf.op) {
    case "fact-known":
      return lane.facts[leaf.factId]?.[leaf.side] !== undefined;
    case "inject-delivered":
      return lane.injects[leaf.injectId]?.delivered != null;
    case "unit-on-scene":
    case "incident-status":
      return lane.incidents[leaf.incidentId] !== undefined;
    case "actor-status":
      return lane.actors[leaf.actorId]?.believed != null;
    default:
      return true;
  }
}
