import { holdsAt } from "@/domain/conditions/spans";
import { spansOf } from "@/domain/conditions/evaluate";
import type { ActionDefinition } from "@/domain/actions/schema";
import type { ActorStatus } from "@/domain/conditions/schema";
import type { Route } from "@/domain/ground/routing";
import { Refusal } from "@/domain/refusal";
import { letDueHappen } from "./due";
import { requireDuty, requireEquipment } from "./duty";
import { actionOf } from "@/domain/conditions/world";
import { stageOf } from "./evolve";
import { exchanged, LEGS, requireInPlay } from "./legs";
import { actorStatus, routeForActor } from "./actors";
import { answeredCheck, newCheck, repeatedCheck } from "./communications-check";
import { countedTime } from "./counted";
import { counter, requireCountered, settle } from "./contest";
import { deliverInject } from "./effects";
import { closedOffer, offeredLead, requireLead, takenLead } from "./lead";
import { routeForUnit, unitSent } from "./movement";
import { noticeAction } from "./notice";
import { emit, isOnScene, isOver, type Play } from "./play";
import { planOf } from "./plan";
import { requireReadBack } from "./read-back";
import { requireNewPhotos } from "./photos";
import { recordSeen, withdrawRecord } from "./record";
import { requireIncident, requireLane, requireLaneBegun, requireStarted, requireUnreleased } from "./require";
import type {
  By,
  Counted,
  DrillCommand,
  DrillEvent,
  Participant,
  Player,
  RecordedEvent,
  Target,
} from "./schema";
import { hasTheClock, isSelfRun } from "./solo";
import { answeredStop, changedMute, stoppedExercise } from "./stop";
import { fallsToSide } from "./team-role";
import type { Drill, InjectState, Lane } from "./state";

/** A command with who asks and when. */
export type Asked = {
  by: Participant;
  /** Drill time in ms at which it is asked. What falls due up to then must have happened. */
  atMs: number;
  /** Unix time in ms. */
  wallMs: number;
  /** For StartEx: the seed of all draws. */
  seed: number;
  /** Participant ids of those whom the server has not seen for some seconds; asked only where it matters. */
  absent?: readonly string[];
};

type CommandOf<T extends DrillCommand["type"]> = Extract<DrillCommand, { type: T }>;

/**
 * Decides what happens when someone asks for something, and changes `drill` to match.
 *
 * Pure but for that: no clock, no randomness, no database. Every rule is checked before
 * the first event is decided, so a refusal leaves the drill as it was.
 *
 * @throws {Refusal} when the rules of the exercise forbid the command.
 */
export function decide(drill: Drill, command: DrillCommand, asked: Asked): RecordedEvent[] {
  const play: Play = { drill, wallMs: asked.wallMs, events: [] };
  const { by, atMs } = asked;
  const put = (event: DrillEvent, lane = 0, observedAtMs: number | null = null) =>
    emit(play, by, lane, atMs, event, observedAtMs);

  if (drill.cancelled) throw new Refusal("drill-cancelled");
  switch (command.type) {
    case "StartDrill":
      requireTheClock(drill, by);
      if (drill.phase === "ended") throw new Refusal("drill-already-ended");
      if (drill.phase === "running") throw new Refusal("drill-already-started");
      put({ type: "DrillStarted", seed: asked.seed });
      put({ type: "ClockStarted", rate: command.rate });
      break;

    case "StartNextLeg": {
      requireLead(drill, by);
      requireRunning(drill);
      requireNotStopped(drill);
      if (drill.setup.format !== "swap") throw new Refusal("no-next-leg");
      if (drill.leg >= LEGS) throw new Refusal("no-next-leg");
      const lane = drill.leg + 1;
      const players = exchanged(Object.values(drill.participants), lane);
      put({ type: "LegStarted", lane });
      // At the new leg's own StartEx.
      for (const player of players) emit(play, by, 0, 0, { type: "ParticipantJoined", participant: player });
      play.events.push(...letDueHappen(drill, 0, asked.wallMs));
      break;
    }

    case "PauseClock":
      requireTheClock(drill, by);
      requireRunning(drill);
      if (drill.clock.rate === 0) throw new Refusal("clock-already-paused");
      put({ type: "ClockPaused", reason: command.reason });
      break;

    case "ResumeClock":
      requireTheClock(drill, by);
      requireRunning(drill);
      requireNotStopped(drill);
      if (drill.clock.rate !== 0) throw new Refusal("clock-already-running");
      put({ type: "ClockStarted", rate: drill.clock.resumeRate });
      break;

    case "ChangeRate":
      requireTheClock(drill, by);
      requireRunning(drill);
      put({ type: "ClockRateChanged", rate: command.rate });
      break;

    case "JumpClock":
      requireLead(drill, by);
      requireRunning(drill);
      requireNotStopped(drill);
      if (command.toMs <= atMs) throw new Refusal("jump-backwards");
      put({ type: "ClockJumped", toMs: command.toMs });
      play.events.push(...letDueHappen(drill, command.toMs, asked.wallMs));
      break;

    case "EndDrill":
      // For a real incident any controller ends it; whoever else learns of one stops everything instead.
      if (command.how !== "real-incident" || by.role !== "controller") requireTheClock(drill, by);
      requireRunning(drill);
      put({ type: "DrillEnded", how: command.how, reason: command.reason });
      // Nobody is left to judge, and nobody else could release what the learner wants to see.
      if (isSelfRun(drill)) put({ type: "ScoresReleased" });
      break;

    case "StopExercise":
      // Whoever sees a danger stops everything; nobody has to be asked first.
      requireRunning(drill);
      put(stoppedExercise(drill, by, command, asked.wallMs));
      break;

    case "AnswerStop":
      requireRunning(drill);
      put(answeredStop(drill, by));
      break;

    case "MuteStops":
    case "UnmuteStops":
      requireNotEnded(drill);
      put(changedMute(drill, by, command));
      break;

    case "ResumeExercise":
      requireTheClock(drill, by);
      requireRunning(drill);
      if (!drill.stopped) throw new Refusal("exercise-not-stopped");
      put({ type: "ExerciseResumed", reason: command.reason });
      break;

    case "CallCheck":
      requireController(by);
      requireNotEnded(drill);
      put(newCheck(drill, by));
      break;
    case "RepeatCheck":
      requireController(by);
      requireNotEnded(drill);
      put(repeatedCheck(drill, by));
      break;
    case "AnswerCheck":
      requireNotEnded(drill);
      put(answeredCheck(drill, by));
      break;

    case "OfferLead":
      put(offeredLead(drill, by, command.to));
      break;
    case "CloseLeadOffer":
      put(closedOffer(drill, by));
      break;
    case "TakeLead":
      put(takenLead(drill, by, { reason: command.reason, absent: asked.absent ?? [] }));
      break;

    case "DeliverInject": {
      const { lane, state } = requireInject(drill, command, by);
      // Two controllers who press at the same moment hand it out once.
      if (state.delivered) throw new Refusal("inject-already-delivered");
      deliverInject(play, lane, command.injectId, atMs, by);
      break;
    }
    case "ResendInject": {
      const { lane, state } = requireInject(drill, command, by);
      if (!state.delivered) throw new Refusal("inject-not-delivered");
      deliverInject(play, lane, command.injectId, atMs, by);
      break;
    }
    case "HoldInject": {
      const { lane, state } = requireInject(drill, command, by);
      requireUndelivered(state);
      if (state.held) throw new Refusal("inject-already-held");
      put({ type: "InjectHeld", injectId: command.injectId }, lane.lane);
      break;
    }
    case "ReleaseInject": {
      const { lane, state } = requireInject(drill, command, by);
      requireUndelivered(state);
      if (!state.held) throw new Refusal("inject-not-held");
      put({ type: "InjectReleased", injectId: command.injectId }, lane.lane);
      break;
    }
    case "SkipInject": {
      const { lane, state } = requireInject(drill, command, by);
      requireUndelivered(state);
      put({ type: "InjectSkipped", injectId: command.injectId, reason: command.reason }, lane.lane);
      break;
    }
    case "EditInject": {
      const { lane, state } = requireInject(drill, command, by);
      requireUndelivered(state);
      const { injectId, text, from } = command;
      put({ type: "InjectEdited", injectId, text, from }, lane.lane);
      break;
    }
    case "SendAdHocInject": {
      requireController(by);
      requireRunning(drill);
      requireNotStopped(drill);
      const lane = requireLaneInPlay(drill, command.lane);
      const incidentId =
        command.incident === null ? null : requireIncident(lane, command.incident).incidentId;
      const { kind, audience, from, text } = command;
      const toSide = fallsToSide(drill, lane.lane, audience) ? { toSide: true as const } : {};
      put({ type: "AdHocInjectSent", kind, audience, from, text, incidentId, ...toSide }, lane.lane);
      break;
    }
    case "Rule": {
      requireController(by);
      requireRunning(drill);
      const lane = requireLaneInPlay(drill, command.lane);
      const action = actionOf(lane, command.no);
      if (!action?.contested) throw new Refusal("move-not-contested");
      if (action.ruling) throw new Refusal("already-ruled");
      const { outcome, rationale } = command;
      settle(play, lane, action, { outcome, how: "umpire", rationale, draw: null }, by, atMs);
      play.events.push(...letDueHappen(drill, atMs, asked.wallMs));
      break;
    }

    case "TakeAction":
      takeAction(play, command, asked);
      break;

    case "SendRadio": {
      requireRunning(drill);
      const asks = command.asksReadBack ? { asksReadBack: true as const } : {};
      if (by.role === "player") {
        requireLaneInPlay(drill, by.lane);
        put({ type: "RadioSent", side: by.side, as: by.name, text: command.text, ...asks }, by.lane);
        break;
      }
      requireController(by);
      const lane = requireLaneInPlay(drill, command.lane ?? drill.leg);
      put(
        {
          type: "RadioSent",
          side: command.side ?? "responder",
          as: command.as ?? by.name,
          text: command.text,
          ...asks,
        },
        lane.lane,
      );
      break;
    }
    case "ReadBack": {
      requireRunning(drill);
      const isPlayer = by.role === "player";
      if (!isPlayer) requireController(by);
      const lane = requireLaneInPlay(drill, isPlayer ? by.lane : (command.lane ?? drill.leg));
      const side = isPlayer ? by.side : (command.side ?? "responder");
      const { position } = requireReadBack(lane, side, command.n, by.participantId);
      const as = isPlayer ? by.name : (command.as ?? by.name);
      put({ type: "RadioReadBack", of: position, as }, lane.lane);
      play.events.push(...letDueHappen(drill, atMs, asked.wallMs));
      break;
    }

    case "Decide": {
      const { lane } = requirePlayer(drill, by, "responder");
      const decision = lane.decisions[command.decisionId];
      const planned = planOf(drill.setup).decisions.get(command.decisionId);
      if (!decision || !planned) throw new Refusal("decision-not-open");
      if (decision.taken) throw new Refusal("decision-already-taken");
      if (decision.lapsed || atMs >= decision.closesAtMs) throw new Refusal("decision-not-open");
      if (!planned.options.some((option) => option.id === command.optionId)) {
        throw new Refusal("option-unknown");
      }
      const { decisionId, optionId, reason } = command;
      put({ type: "DecisionTaken", decisionId, optionId, reason }, lane.lane);
      play.events.push(...letDueHappen(drill, atMs, asked.wallMs));
      break;
    }

    case "ObserveItem": {
      const lane = requireEvaluating(drill, command.lane, by);
      const item = planOf(drill.setup).items.get(command.itemId);
      if (item?.kind !== "procedure") throw new Refusal("item-not-observable");
      const { itemId, result, note } = command;
      put({ type: "ItemObserved", itemId, result, note }, lane.lane, seenAt(drill, command, atMs, lane));
      break;
    }
    case "RateItem": {
      const lane = requireEvaluating(drill, command.lane, by);
      const item = planOf(drill.setup).items.get(command.itemId);
      if (item?.kind !== "judgement") throw new Refusal("item-not-ratable");
      const { itemId, rating, note } = command;
      const { observedAtMs = null, counted } = command;
      const seenMs = observedAtMs === null ? null : seenAt(drill, { observedAtMs, counted }, atMs, lane);
      put({ type: "ItemRated", itemId, rating, note }, lane.lane, seenMs);
      break;
    }
    case "SubmitEvaluation": {
      const lane = requireEvaluating(drill, command.lane, by);
      if (drill.phase !== "ended") throw new Refusal("drill-not-ended");
      put({ type: "EvaluationSubmitted" }, lane.lane);
      break;
    }
    case "TakeNote": {
      if (by.role !== "evaluator" && by.role !== "controller") throw new Refusal("role-not-allowed");
      requireStarted(drill);
      const lane = requireLaneBegun(drill, command.lane);
      const { text, photos } = command;
      if (text === "" && !photos) throw new Refusal("note-needed");
      requireNewPhotos(drill, by, photos);
      put(
        { type: "NoteTaken", text, ...(photos ? { photos } : {}) },
        lane.lane,
        seenAt(drill, command, atMs, lane),
      );
      break;
    }
    case "FlagMoment": {
      requireController(by);
      requireStarted(drill);
      const lane = requireLaneBegun(drill, command.lane);
      const { kind, text } = command;
      put({ type: "MomentFlagged", kind, text }, lane.lane, seenAt(drill, command, atMs, lane));
      break;
    }
    case "RecordArrival":
    case "RecordAction":
    case "RecordStage":
      recordSeen(play, command, asked);
      play.events.push(...letDueHappen(drill, atMs, asked.wallMs));
      break;
    case "WithdrawRecord":
      withdrawRecord(play, command, asked);
      play.events.push(...letDueHappen(drill, atMs, asked.wallMs));
      break;
    case "GrantExemption": {
      requireLead(drill, by);
      requireStarted(drill);
      requireUnreleased(drill);
      const lane = requireLane(drill, command.lane);
      if (!planOf(drill.setup).items.has(command.itemId)) throw new Refusal("item-unknown");
      put({ type: "ExemptionGranted", itemId: command.itemId, reason: command.reason }, lane.lane);
      break;
    }
    case "ReleaseScores":
      requireLead(drill, by);
      if (drill.phase !== "ended") throw new Refusal("drill-not-ended");
      requireUnreleased(drill);
      put({ type: "ScoresReleased" });
      break;
  } // no default: a forgotten command does not compile
  return play.events;
}

/**
 * The first event of a drill, and somebody's coming in. Both are facts the server states,
 * not wishes a participant may be refused.
 */
export function joined(
  drill: Drill,
  participant: Participant,
  atMs: number,
  wallMs: number,
): RecordedEvent[] {
  const known = drill.participants[participant.participantId];
  if (known && isSamePlace(known, participant)) return [];
  const play: Play = { drill, wallMs, events: [] };
  emit(play, participant, 0, atMs, { type: "ParticipantJoined", participant });
  return play.events;
}

/** Somebody who was given another place comes in once more. */
function isSamePlace(a: Participant, b: Participant): boolean {
  if (a.role === "player" && b.role === "player") {
    return a.lane === b.lane && a.side === b.side && a.teamRole === b.teamRole;
  }
  return a.role === b.role;
}

/** A side takes an action of its catalogue. Effects happen when it completes. */
function takeAction(play: Play, command: CommandOf<"TakeAction">, asked: Asked): void {
  const { drill } = play;
  const { by, atMs } = asked;
  const plan = planOf(drill.setup);
  const action = plan.actions.get(command.actionId);
  if (!action) throw new Refusal("action-unknown");
  const { player, lane } = requirePlayer(drill, by, action.side);
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
  const put = (event: DrillEvent) => emit(play, player, lane.lane, atMs, event);
  const travelMs = Math.max(0, ...ways.map(({ route }) => route.durationMs));
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
  const noticed = noticeAction(play, lane, { no, definition: action, target, unitIds: units }, atMs);
  if (countered) {
    counter(play, lane, countered, no, player, atMs);
  } else if (action.adjudication.by === "umpire") {
    const { odds, suggested, otherwise, timeOutMs, counterMs } = action.adjudication;
    const answerable = noticed && counterMs > 0;
    put({
      type: "MoveContested",
      no,
      odds,
      suggested,
      otherwise,
      rulingDueAtMs: atMs + Math.max(timeOutMs, answerable ? counterMs : 0),
      counterUntilMs: answerable ? atMs + counterMs : null,
    });
  }
  // Setting out happens at once, however long the action is then under way.
  if (action.durationMs === 0 || action.effects.length === 0) {
    play.events.push(...letDueHappen(drill, atMs, asked.wallMs));
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
      const placeId = lane.actors[command.targetId]?.believed?.placeId;
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
  const status = action.side === "responder" ? actor.believed?.status : unawareOf(actorStatus(actor));
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

function requireController(by: By): void {
  if (by.role !== "controller") throw new Refusal("role-not-allowed");
}

function requireTheClock(drill: Drill, by: Participant): void {
  if (by.role === "controller") requireLead(drill, by);
  else if (!hasTheClock(drill, by)) throw new Refusal("role-not-allowed");
}

function requireNotEnded(drill: Drill): void {
  if (drill.phase === "ended") throw new Refusal("drill-already-ended");
}

/** What stands still because somebody called "stop exercise" goes on when it has been resumed, not before. */
function requireNotStopped(drill: Drill): void {
  if (drill.stopped) throw new Refusal("exercise-stopped");
}

function requireRunning(drill: Drill): void {
  if (drill.phase === "planned") throw new Refusal("drill-not-running");
  if (drill.phase === "ended") throw new Refusal("drill-already-ended");
}

/** What happens in a world happens while it is played. */
function requireLaneInPlay(drill: Drill, number: number): Lane {
  const lane = requireLane(drill, number);
  requireInPlay(drill, lane);
  return lane;
}

function requirePlayer(
  drill: Drill,
  by: Participant,
  side: "responder" | "opposition",
): { player: Player; lane: Lane } {
  if (by.role !== "player" || by.side !== side) throw new Refusal("role-not-allowed");
  requireRunning(drill);
  requireNotStopped(drill);
  if (drill.clock.rate === 0) throw new Refusal("clock-paused");
  return { player: by, lane: requireLaneInPlay(drill, by.lane) };
}

function requireEvaluating(drill: Drill, laneNumber: number, by: Participant): Lane {
  if (by.role !== "evaluator") throw new Refusal("role-not-allowed");
  requireStarted(drill);
  requireUnreleased(drill);
  const lane = requireLaneBegun(drill, laneNumber);
  if (lane.submitted[by.participantId]) throw new Refusal("evaluation-submitted");
  return lane;
}

function requireInject(
  drill: Drill,
  command: { lane: number; injectId: string },
  by: Participant,
): { lane: Lane; state: InjectState } {
  requireLead(drill, by);
  requireRunning(drill);
  requireNotStopped(drill);
  const lane = requireLaneInPlay(drill, command.lane);
  const state = lane.injects[command.injectId];
  if (!state) throw new Refusal("inject-not-in-msel");
  return { lane, state };
}

function requireUndelivered(state: InjectState): void {
  if (state.delivered) throw new Refusal("inject-already-delivered");
  if (state.status === "skipped") throw new Refusal("inject-already-skipped");
}

/**
 * An observation is made of the past or the present, never of what is still to come; of a leg that is over, at its
 * end, because the clock counts another one by now: unless it was counted by the leg's own.
 */
function seenAt(
  drill: Drill,
  { observedAtMs, counted }: { observedAtMs: number | null; counted?: Counted | undefined },
  atMs: number,
  lane: Lane,
): number | null {
  if (observedAtMs === null) return lane.endedAtMs;
  if (!counted) return lane.endedAtMs ?? Math.min(observedAtMs, atMs);
  const nowMs = lane.endedAtMs ?? atMs;
  return Math.min(countedTime(drill, lane, observedAtMs, counted) ?? nowMs, nowMs);
}
