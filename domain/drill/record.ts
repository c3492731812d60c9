import type { ActionDefinition } from "@/domain/actions/schema";
import { Refusal } from "@/domain/refusal";
import type { Asked } from "./asking";
import type { CommandOf } from "./commands";
import { countedTime } from "./counted";
import { carryOutEffects } from "./effects";
import { emit, type Play } from "./play";
import { requireNewPhotos } from "./photos";
import { planOf } from "./plan";
import { requireIncident } from "./require";
import type { DrillEvent, Target } from "./schema";
import type { Drill, IncidentState, Lane } from "./state";

type Recording = CommandOf<"RecordArrival" | "RecordAction" | "RecordStage">;

/**
 * Staff record what they saw on the street. It counts from when it was seen, whenever it is written down.
 *
 * What was seen was seen: whether the rules of the screen would have allowed it (stage, crew, budget) is not
 * asked. Only what makes no sense is refused, and a time still to come is taken as now.
 *
 * @throws {Refusal} where it makes no sense.
 */
export function recordSeen(play: Play, lane: Lane, command: Recording, { by, atMs }: Asked): void {
  // Of a leg that is over the clock has stopped; another one is counted by now.
  const nowMs = lane.endedAtMs ?? atMs;
  const { observedAtMs, counted } = command;
  const countedMs =
    observedAtMs !== null && counted ? countedTime(play.drill, lane, observedAtMs, counted) : observedAtMs;
  const seenMs = Math.min(countedMs ?? nowMs, nowMs);
  requireNewPhotos(play.drill, by, command.photos);
  const photos = command.photos ? { photos: command.photos } : {};
  const record = lane.records.length + 1;
  const put = (event: DrillEvent) => emit(play, by, lane.lane, atMs, event, seenMs);

  switch (command.type) {
    case "RecordArrival": {
      const { incidentId } = requireSeen(lane, command.incident, seenMs);
      const { unitId } = command;
      if (!planOf(play.drill.setup).units.has(unitId)) throw new Refusal("unit-unknown");
      put({ type: "UnitArrived", unitId, incidentId, record, ...photos });
      put({ type: "IncidentStatusReached", incidentId, status: "on-scene" });
      break;
    }
    case "RecordStage": {
      const { incidentId } = requireSeen(lane, command.incident, seenMs);
      put({ type: "IncidentStatusReached", incidentId, status: command.status, record, ...photos });
      break;
    }
    case "RecordAction": {
      const definition = planOf(play.drill.setup).actions.get(command.actionId);
      if (!definition) throw new Refusal("action-unknown");
      const target = targetSeen(definition, command, play.drill, lane, seenMs);
      const unitIds = unitsSeen(definition, command, play.drill);
      const no = lane.lastActionNo + 1;
      const { priority, category = "", outcome } = command;
      put({
        type: "ActionTaken",
        no,
        actionId: definition.id,
        side: definition.side,
        target,
        unitIds,
        note: command.note,
        endsAtMs: seenMs,
        // The budget limits moves on screen; what a role player did has been done.
        cost: 0,
        counters: null,
        record,
        outcome,
        ...photos,
      });
      if (definition.id === "classify" && priority !== undefined && target.incidentId !== undefined) {
        put({ type: "IncidentClassified", incidentId: target.incidentId, priority, category });
      }
      put({ type: "ActionCompleted", no, outcome });
      const effects = outcome === "success" ? definition.effects : (definition.effectsOnFailure ?? []);
      const { side } = definition;
      const told = side === "responder";
      carryOutEffects(play, lane, atMs, effects, { target, unitIds, by, side, observedAtMs: seenMs, told });
      break;
    }
  }
}

/**
 * Whoever recorded something takes it back: it and everything it changed at once never counted. What people
 * were told because of it stays told (hindsight.ts).
 *
 * @throws {Refusal} for somebody else's recording, and for one that was withdrawn before.
 */
export function withdrawRecord(
  play: Play,
  lane: Lane,
  command: CommandOf<"WithdrawRecord">,
  { by, atMs }: Asked,
): void {
  const known = lane.records.find(({ no }) => no === command.record);
  if (!known) throw new Refusal("record-unknown");
  if (known.by !== by.participantId) throw new Refusal("record-not-own");
  if (known.withdrawn) throw new Refusal("record-already-withdrawn");
  const { record, reason } = command;
  emit(play, by, lane.lane, atMs, { type: "RecordWithdrawn", record, reason });
}

/** An incident of which something was seen: there is nothing to see of it before it was reported. */
function requireSeen(lane: Lane, number: number, seenMs: number): IncidentState {
  const incident = requireIncident(lane, number);
  const reported = incident.statuses.find(({ status }) => status === "reported");
  if (reported && seenMs < reported.atMs) throw new Refusal("seen-before-call", { number });
  return incident;
}

function targetSeen(
  action: ActionDefinition,
  command: CommandOf<"RecordAction">,
  drill: Drill,
  lane: Lane,
  seenMs: number,
): Target {
  const target: Target = {};
  if (command.incident !== undefined) {
    target.incidentId = requireSeen(lane, command.incident, seenMs).incidentId;
  } else if (action.target === "incident" || action.target === "two-incidents") {
    throw new Refusal("incident-needed");
  }
  if (action.target === "two-incidents") {
    if (command.otherIncident === undefined) throw new Refusal("incident-needed");
    const other = requireSeen(lane, command.otherIncident, seenMs);
    if (other.incidentId === target.incidentId) throw new Refusal("incident-same");
    const first = lane.incidents[target.incidentId ?? ""];
    // Merged once: chains of merges that close on themselves have no end.
    if (other.mergedInto !== null || first?.mergedInto != null) throw new Refusal("incident-over");
    target.otherIncidentId = other.incidentId;
  }
  if (action.target === "actor-to-place") {
    if (command.placeId === undefined) throw new Refusal("target-needed");
    if (!planOf(drill.setup).atlas.places.has(command.placeId)) throw new Refusal("target-unknown");
    target.placeId = command.placeId;
  }
  const isKnown = knownTargets(drill)[action.target];
  if (isKnown) {
    if (command.targetId === undefined) throw new Refusal("target-needed");
    if (!isKnown(command.targetId)) throw new Refusal("target-unknown");
    target.targetId = command.targetId;
  } else if (command.targetId !== undefined) {
    throw new Refusal("target-unknown");
  }
  return target;
}

/** Staff know the whole plan: for them a suspect need not have been located first. */
function knownTargets(drill: Drill): Partial<Record<ActionDefinition["target"], (id: string) => boolean>> {
  const plan = planOf(drill.setup);
  return {
    agency: (id) => plan.agencies.has(id),
    camera: (id) => plan.atlas.cameras.has(id),
    place: (id) => plan.atlas.places.has(id) || plan.atlas.stations.has(id),
    actor: (id) => plan.actors.has(id),
    "actor-to-place": (id) => plan.actors.has(id),
  };
}

/** The crews that were seen at it; on a street one need not have made out which. */
function unitsSeen(action: ActionDefinition, command: CommandOf<"RecordAction">, drill: Drill): string[] {
  const unitIds = [...new Set(command.unitIds)].sort();
  if (action.crew === "none" && unitIds.length > 0) throw new Refusal("action-takes-no-crew");
  const { units } = planOf(drill.setup);
  if (!unitIds.every((id) => units.has(id))) throw new Refusal("unit-unknown");
  return unitIds;
}
