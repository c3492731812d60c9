import { Refusal } from "@/domain/refusal";
import type { CommandOf, DrillCommand } from "./commands";
import { leads, requireLead } from "./lead";
import { requireInPlay } from "./legs";
import { hasPart, heldAgainst, MAY, phaseAgainst, type Rule, type Who } from "./may";
import { planOf } from "./plan";
import { requireLane, requireLaneBegun, requireOpenResult, requireUnreleased } from "./require";
import { hasTheClock } from "./solo";
import type { Drill, Lane } from "./state";
import type { Participant } from "./terms";

/** The lane that a kind of command concerns; null: it concerns the whole drill. */
export type LaneOf<T extends DrillCommand["type"]> = T extends unknown
  ? (typeof MAY)[T] extends { lane: string }
    ? Lane
    : null
  : never;

/**
 * The rules of MAY, in their order. What else a command asks for is asked where it is decided.
 *
 * @returns The lane that it concerns.
 * @throws {Refusal} when they forbid it.
 */
export function requireMay(drill: Drill, command: DrillCommand, by: Participant): Lane | null {
  const rule: Rule = MAY[command.type];
  const forReal = command.type === "EndDrill" && command.how === "real-incident";
  if (rule.first === "phase") requirePhase(rule, drill);
  requirePart(drill, (forReal ? rule.forReal : undefined) ?? rule.who, command, by);
  if (rule.mode === "street" && drill.setup.mode === "tabletop") throw new Refusal("recording-needs-field");
  requirePhase(rule, drill);
  const held = heldAgainst(rule, drill);
  if (held) throw new Refusal(held);
  if (rule.unreleased) requireUnreleased(drill);
  if (rule.released) requireOpenResult(drill);
  if (!rule.lane) return null;
  const lane = requireLaneFor(rule.lane, drill, numberOf(rule.lane, drill, command, by));
  if (rule.notHandedIn && lane.submitted[by.participantId]) throw new Refusal("evaluation-submitted");
  return lane;
}

function requirePhase(rule: Rule, { phase }: Drill): void {
  const against = phaseAgainst(rule, phase);
  if (against) throw new Refusal(against);
}

function requirePart(drill: Drill, who: Who, command: DrillCommand, by: Participant): void {
  if (command.type === "TakeAction") requireOwnAction(drill, command, by);
  const side = by.role === "player" ? { side: by.side } : {};
  const asker = { role: by.role, leads: leads(drill, by), runsItself: hasTheClock(drill, by), ...side };
  if (hasPart(who, asker)) return;
  // A controller is told who leads.
  if (who === "lead" || (who === "clock" && by.role === "controller")) requireLead(drill, by);
  throw new Refusal("role-not-allowed");
}

/** Whose action it is can be told once it is known. */
function requireOwnAction(drill: Drill, { actionId }: CommandOf<"TakeAction">, by: Participant): void {
  const action = planOf(drill.setup).actions.get(actionId);
  if (!action) throw new Refusal("action-unknown");
  if (by.role !== "player" || by.side !== action.side) throw new Refusal("role-not-allowed");
}

/** Players act in their own lane, unless one is to be named; control names one, or means the one that is played. */
function numberOf(which: Rule["lane"], drill: Drill, command: DrillCommand, by: Participant): number {
  if (by.role === "player" && which !== "named") return by.lane;
  return ("lane" in command ? command.lane : undefined) ?? drill.leg;
}

function requireLaneFor(which: NonNullable<Rule["lane"]>, drill: Drill, number: number): Lane {
  if (which === "begun" || which === "named") return requireLaneBegun(drill, number);
  const lane = requireLane(drill, number);
  if (which === "in-play") requireInPlay(drill, lane);
  return lane;
}
