import { shiftChange } from "@/domain/scenario/rota";
import { callsIn, type ActionDefinition } from "@/domain/actions/schema";
import { Refusal } from "@/domain/refusal";
import type { Plan } from "./plan";
import type { Lane } from "./state";

/**
 * Whether a crew is on duty: its shift is, it has none, it was called in, or it is still
 * at work. A crew whose shift ends at work stays on duty until it is back at its station;
 * nothing has to happen for that, so nothing is stored.
 */
export function isOnDuty(plan: Plan, lane: Lane, unitId: string): boolean {
  const planned = plan.units.get(unitId);
  const state = lane.units[unitId];
  if (!planned || !state) return false;
  if (planned.shift === undefined || planned.shift === lane.shift || state.calledIn) return true;
  const station = plan.atlas.stations.get(planned.stationId)?.properties.junction;
  const isAway = state.leg !== null || state.incidentId !== null || state.junctionId !== station;
  return isAway || isAtWork(plan, lane, unitId);
}

/** The next change of shift of a lane, in ms of the lane's time; null where no crew is bound to a shift. */
export function nextShiftChange(plan: Plan, lane: Lane): { afterMs: number; shift: number } | null {
  return plan.rota ? shiftChange(plan.rota, lane.shiftChanges) : null;
}

/** @throws {Refusal} when a crew's duty does not allow it to act. */
export function requireDuty(plan: Plan, lane: Lane, action: ActionDefinition, unitId: string): void {
  const unit = plan.units.get(unitId)?.callSign ?? unitId;
  const onDuty = isOnDuty(plan, lane, unitId);
  if (callsIn(action) && onDuty) throw new Refusal("unit-on-duty", { unit });
  if (!callsIn(action) && !onDuty) throw new Refusal("unit-off-duty", { unit });
}

/** @throws {Refusal} when an action needs a thing that none of the acting crews carries. */
export function requireEquipment(plan: Plan, action: ActionDefinition, acting: readonly string[]): void {
  for (const needed of action.equipment ?? []) {
    if (acting.some((id) => plan.units.get(id)?.equipment?.includes(needed))) continue;
    throw new Refusal("equipment-needed");
  }
}

/** In the middle of an action. Being called in is not yet work. */
function isAtWork(plan: Plan, lane: Lane, unitId: string): boolean {
  return lane.actions.some((action) => {
    if (action.completed || !action.unitIds.includes(unitId)) return false;
    const definition = plan.actions.get(action.actionId);
    return definition === undefined || !callsIn(definition);
  });
}
