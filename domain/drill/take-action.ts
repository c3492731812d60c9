import type { ActionDefinition } from "@/domain/actions/schema";
import { spansOf } from "@/domain/conditions/evaluate";
import type { ActorStatus } from "@/domain/conditions/terms";
import { holdsAt } from "@/domain/conditions/spans";
import type { Route } from "@/domain/ground/routing";
import { Refusal } from "@/domain/refusal";
import { actorStatus, routeForActor } from "./actors";
import { thenDue, type Asking } from "./asking";
import type { CommandOf } from "./commands";
import { begin } from "./contact";
import { requireCountered } from "./contest";
import { requireDuty, requireEquipment } from "./duty";
import { stageOf } from "./evolve";
import { routeForUnit, unitSent } from "./movement";
import { planOf } from "./plan";
import { isOnScene, isOver } from "./play";
import { isHeardOf } from "./heard-of";
import { requireIncident } from "./require";
import type { Player, Target } from "./schema";
import type { Drill, Lane } from "./state";

/** A side takes an action of its catalogue. Effects happen when it completes. */
export function takeAction(asking: Asking<"TakeAction">): void {
  const { play, drill, command, asked, by: player, atMs, lane, put } = asking;
  const plan = planOf(drill.setup);
  const action = plan.actions.get(command.actionId);
  if (!action || !isHeardOf(action, lane, plan, atMs)) throw new Refusal("action-unknown");
  if (player.role !== "player") throw new Refusal("role-not-allowed");
  if (drill.setup.mode === "field") throw new Refusal("field-recorded-by-staff");

  const target = requireTarget(action, command, drill, lane, atMs);
  const units = requireUnits(action, command, drill, lane, target, atMs);
  if (action.note === "required" && command.note === "") throw new Refusal("note-needed");
  if (command.actionId === "classify" && command.priority === undefined) {
    throw new Refusal("priority-needed");
  }
  if (action.precondition && !holdsAt(spansOf(action.precondition, lane, plan), atMs)) {
    throw new Refusal("precondition-not-met");
  }
  if (action.cost > budgetLeft(drill, lane, action.side)) throw new Refusal("budget-spent");
  requireNotJustTaken(action, lane, target, player, asked.wallMs);

  const countered =
    command.counters === undefined ? null : requireCountered(lane, action, command.counters, atMs);
  const ways = waysTo(action, drill, lane, target, units, atMs);

  const no = lane.lastActionNo + 1;
  const travelMs = Math.max(0, ...ways.map(({ route }) => route.durationMs));
  // An answer is settled together with what it answers; everything else begins when the crews are there.
  const contactAtMs = travelMs > 0 && !countered ? atMs + travelMs : undefined;
  put({
    type: "ActionTaken",
    no,
    actionId: action.id,
    side: action.side,
    target,
    unitIds: units,
    note: command.note,
    endsAtMs: atMs + travelMs + action.durationMs,
    cost: action.cost,
    counters: countered?.no ?? null,
    ...(contactAtMs === undefined ? {} : { contactAtMs }),
  });
  for (const { unitId, placeId, route } of ways)
    put(unitSent(unitId, { incidentId: null, placeId }, route, atMs));
  if (command.priority !== undefined && target.incidentId !== undefined && action.id === "classify") {
    const category = command.category ?? "";
    put({
      type: "IncidentClassified",
      incidentId: target.incidentId,
      priority: command.priority,
      category,
    });
  }
  if (contactAtMs === undefined) {
    begin(play, lane, { no, target, unitIds: units }, action, { by: player, counters: countered }, atMs);
  }
  // Setting out happens at once, however long the action is then under way.
  if (action.durationMs === 0 || action.effects.length === 0) {
    thenDue(asking);
  }
}

/** Nobody can have meant to pay twice for the same within this time, in ms on the wall: a press that was doubled. */
const DOUBLE_PRESS_MS = 1_000;

/** @throws {Refusal} "action-just-taken" when the same person has just paid for the same action. */
function requireNotJustTaken(
  action: ActionDefinition,
  lane: Lane,
  target: Target,
  player: Player,
  wallMs: number,
): void {
  if (action.cost === 0 || player.scripted) return;
  const again = lane.actions.some(
    (before) =>
      before.by === player.participantId &&
      before.actionId === action.id &&
      wallMs - before.takenWallMs < DOUBLE_PRESS_MS &&
      JSON.stringify(before.target) === JSON.stringify(target),
  );
  if (again) throw new Refusal("action-just-taken");
}

function requireTarget(
  action: ActionDefinition,
  command: CommandOf<"TakeAction">,
  drill: Drill,
  lane: Lane,
  atMs: number,
): Target {
  const plan = planOf(drill.setup);
  const target: Target = {};
  const needsIncident = action.target === "incident" || action.target === "two-incidents";

  if (command.incident !== undefined) {
    const incident = requireIncident(lane, command.incident);
    if (needsIncident && isOver(lane, incident.incidentId)) throw new Refusal("incident-over");
    if (needsIncident && action.stages.length > 0 && !action.stages.includes(stageOf(incident))) {
      throw new Refusal("incident-stage-wrong", { number: incident.number });
    }
    target.incidentId = incident.incidentId;
  } else if (needsIncident) {
    throw new Refusal("incident-needed");
  }

  if (action.target === "two-incidents") {
    if (command.otherIncident === undefined) throw new Refusal("incident-needed");
    const other = requireIncident(lane, command.otherIncident);
    if (other.incidentId === target.incidentId) throw new Refusal("incident-same");
    if (isOver(lane, other.incidentId)) throw new Refusal("incident-over");
    target.otherIncidentId = other.incidentId;
  }

  const known: Partial<Record<ActionDefinition["target"], (id: string) => boolean>> = {
    agency: (id) => plan.agencies.has(id),
    camera: (id) => plan.atlas.cameras.has(id),
    place: (id) => plan.atlas.places.has(id) || plan.atlas.stations.has(id),
    actor: (id) => isActorKnown(action, lane, id),
    "actor-to-place": (id) => isActorKnown(action, lane, id),
  };
  const isKnown = known[action.target];
  if (isKnown) {
    if (command.targetId === undefined) throw new Refusal("target-needed");
    if (!isKnown(command.targetId)) throw new Refusal("target-unknown");
    if (action.target === "agency" && lane.agencies[command.targetId]) {
      throw new Refusal("agency-already-notified");
    }
    target.targetId = command.targetId;
    requireActorStands(action, lane, command.targetId);
    // Crews go where the responder takes the actor to be.
    if (action.target === "actor" && action.side === "responder") {
      const believed = lane.actors[command.targetId]?.believed;
      const placeId = believed?.headingPlaceId ?? believed?.placeId;
      if (placeId !== undefined) target.placeId = placeId;
    }
  } else if (command.targetId !== undefined) {
    throw new Refusal("target-unknown");
  }

  if (action.target === "actor-to-place") {
    if (command.placeId === undefined) throw new Refusal("target-needed");
    if (!plan.atlas.places.has(command.placeId)) throw new Refusal("target-unknown");
    target.placeId = command.placeId;
    if (!routeForActor(drill, lane, target.targetId ?? "", command.placeId, atMs)) {
      throw new Refusal("actor-no-way-there");
    }
  } else if (command.placeId !== undefined) {
    throw new Refusal("target-unknown");
  }
  return target;
}

/** The opposition knows its own; the responder knows whom it has seen or been told of. */
function isActorKnown({ side }: ActionDefinition, lane: Lane, actorId: string): boolean {
  const actor = lane.actors[actorId];
  return actor !== undefined && (side === "opposition" || actor.believed !== null);
}

/** An action on an actor needs it to stand in certain ways, as far as the side can know. */
function requireActorStands(action: ActionDefinition, lane: Lane, actorId: string): void {
  const actor = lane.actors[actorId];
  if (!actor || action.actorIs.length === 0) return;
  // Whoever is known to be on the way to a place can be waited for there.
  const awaited = actor.believed?.headingPlaceId != null ? "located" : actor.believed?.status;
  const status = action.side === "responder" ? awaited : unawareOf(actorStatus(actor));
  if (status === undefined || !action.actorIs.includes(status)) throw new Refusal("actor-stands-otherwise");
}

/** That one of its people was located is the responder's knowledge: the opposition takes them to be at large. */
export function unawareOf(status: ActorStatus): ActorStatus {
  return status === "located" ? "at-large" : status;
}

/**
 * The ways crews have to go before an action on an actor or at a place can begin. One that is there already
 * stays where it is.
 *
 * @throws {Refusal} "no-way-there" when one of them cannot get there.
 */
function waysTo(
  action: ActionDefinition,
  drill: Drill,
  lane: Lane,
  target: Target,
  unitIds: readonly string[],
  atMs: number,
): { unitId: string; placeId: string; route: Route }[] {
  const placeId = action.target === "place" ? target.targetId : target.placeId;
  if (action.side !== "responder" || action.onScene || placeId === undefined) return [];
  return unitIds.flatMap((unitId) => {
    const route = routeForUnit(drill, lane, unitId, placeId, atMs);
    if (!route) {
      const unit = planOf(drill.setup).units.get(unitId)?.callSign ?? unitId;
      throw new Refusal("no-way-there", { unit });
    }
    return route.durationMs === 0 ? [] : [{ unitId, placeId, route }];
  });
}

function requireUnits(
  action: ActionDefinition,
  command: CommandOf<"TakeAction">,
  drill: Drill,
  lane: Lane,
  target: Target,
  atMs: number,
): string[] {
  const plan = planOf(drill.setup);
  if (action.crew === "none") {
    if (command.unitIds.length > 0) throw new Refusal("action-takes-no-crew");
    return [];
  }
  const unitIds = [...new Set(command.unitIds)];
  // A crew that is on the scene already need not be named: whoever is there does it.
  const acting =
    unitIds.length === 0 && action.onScene && target.incidentId !== undefined
      ? Object.keys(lane.units)
          .filter((id) => isOnScene(lane, id, target.incidentId ?? "") && !isBusy(lane, id))
          .slice(0, 1)
      : unitIds;
  if (acting.length === 0 && action.crew === "needed") {
    throw new Refusal(action.onScene ? "nobody-on-scene" : "crew-needed");
  }
  for (const id of acting) {
    const unit = plan.units.get(id);
    if (!unit) throw new Refusal("unit-unknown");
    requireDuty(plan, lane, action, id);
    if (action.onScene && !isOnScene(lane, id, target.incidentId ?? "")) {
      throw new Refusal("unit-not-on-scene", { unit: unit.callSign });
    }
    if (isBusy(lane, id)) throw new Refusal("unit-busy", { unit: unit.callSign });
  }
  if (action.branch !== undefined && !acting.some((id) => plan.units.get(id)?.branch === action.branch)) {
    throw new Refusal("branch-needed");
  }
  requireEquipment(plan, action, acting);

  const destination = action.effects.some((effect) => effect.effect === "dispatch")
    ? plan.incidents.get(target.incidentId ?? "")?.placeId
    : undefined;
  if (destination !== undefined) {
    for (const id of acting) {
      const unit = plan.units.get(id);
      const state = lane.units[id];
      if (unit && state?.incidentId === target.incidentId && target.incidentId !== undefined) {
        throw new Refusal("unit-already-sent", { unit: unit.callSign });
      }
      if (unit && !routeForUnit(drill, lane, id, destination, atMs)) {
        throw new Refusal("no-way-there", { unit: unit.callSign });
      }
    }
  }
  return acting;
}

/** Whether a unit is in the middle of an action. */
export function isBusy(lane: Lane, unitId: string): boolean {
  return lane.actions.some((action) => !action.completed && action.unitIds.includes(unitId));
}

/** What a side may still spend on moves. Only the opposition has a budget. */
export function budgetLeft(drill: Drill, lane: Lane, side: "responder" | "opposition"): number {
  if (side === "responder") return Infinity;
  const spent = lane.actions
    .filter((action) => action.side === "opposition")
    .reduce((sum, action) => sum + action.cost, 0);
  return drill.setup.scenario.oppositionBudget - spent;
}
